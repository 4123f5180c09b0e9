package io.portolan.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVolumeResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** What was added to moto does what AWS documents. */
class MotoServerTest {
    private static CreateVolumeResponse volume(Ec2Client client, int size) {
        return client.createVolume(request ->
                request.availabilityZone(MotoAccount.REGION + "a").size(size).clientToken("token-1"));
    }

    @Test
    void aClientTokenGivesTheFirstAnswerAgainAndRefusesOtherParameters() {
        try (Ec2Client client = new MotoAccount().client(Ec2Client.builder())) {
            String first = volume(client, 10).volumeId();
            assertThat(volume(client, 10).volumeId()).isEqualTo(first);
            assertThatThrownBy(() -> volume(client, 11))
                    .isInstanceOfSatisfying(
                            Ec2Exception.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("IdempotentParameterMismatch"));
        }
    }

    @Test
    void accountsAreApart() {
        MotoAccount one = new MotoAccount();
        MotoAccount two = new MotoAccount();
        try (Ec2Client first = one.client(Ec2Client.builder());
                Ec2Client second = two.client(Ec2Client.builder())) {
            volume(first, 10);
            assertThat(first.describeVolumes().volumes()).hasSize(1);
            assertThat(second.describeVolumes().volumes()).isEmpty();
        }
    }

    @Test
    void whatWasAddedIsListedWithItsSource() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(MotoServer.running().endpoint().resolve("/portolan/documented"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("docs.aws.amazon.com/Route53").contains("ec2-api-idempotency");
        System.out.println("added to moto: " + (answer.body().split("\"what\"").length - 1) + " behaviours");
    }
}
