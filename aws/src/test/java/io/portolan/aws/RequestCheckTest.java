package io.portolan.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.acm.model.DeleteCertificateRequest;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneRequest;

/** The check of requests finds what AWS would refuse, in every service that the provider calls. */
class RequestCheckTest {
    @BeforeEach
    void models() {
        Assumptions.assumeTrue(
                RequestCheck.problems(CreateVolumeRequest.builder()
                                        .availabilityZone("a")
                                        .build())
                                .isEmpty()
                        && RequestCheck.summary().contains("ec2="),
                "the service models are absent");
    }

    @Test
    void whatIsRequiredAndNotGivenIsFound() {
        assertThat(RequestCheck.problems(
                        CreateHostedZoneRequest.builder().name("example.com.").build()))
                .containsExactly("CreateHostedZone.CallerReference is required");
        assertThat(RequestCheck.problems(
                        CreateListenerRequest.builder().loadBalancerArn("arn").build()))
                .containsExactly("CreateListener.DefaultActions is required");
    }

    @Test
    void aWordThatTheServiceDoesNotHaveIsFound() {
        List<String> problems = RequestCheck.problems(CreateVolumeRequest.builder()
                .availabilityZone("a")
                .volumeType("gp9")
                .build());
        assertThat(problems).containsExactly("CreateVolume.VolumeType has no such word: gp9");
    }

    @Test
    void servicesWithoutARecordedModelAreCheckedByTheOneThatMotoHas() {
        Assumptions.assumeTrue(MotoServer.packages().isPresent(), "moto is absent");
        assertThat(RequestCheck.problems(DeleteCertificateRequest.builder().build()))
                .containsExactly("DeleteCertificate.CertificateArn is required");
        assertThat(RequestCheck.problems(GetResourcesRequest.builder().build())).isEmpty();
        assertThat(RequestCheck.summary())
                .contains("acm=", "resourcegroupstaggingapi=")
                .doesNotContain("without a model");
    }
}
