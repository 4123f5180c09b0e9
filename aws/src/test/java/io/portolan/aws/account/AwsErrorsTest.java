package io.portolan.aws.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Code;
import io.portolan.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;

class AwsErrorsTest {
    private static AwsServiceException refusal(int status, String code, String message) {
        return AwsServiceException.builder()
                .statusCode(status)
                .requestId("request-1")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(SdkHttpResponse.builder()
                                .statusCode(status)
                                .putHeader("Retry-After", "7")
                                .build())
                        .build())
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidVolume.NotFound, NOT_FOUND",
        "InvalidVpcID.NotFound, NOT_FOUND",
        "InvalidVpcPeeringConnectionID.NotFound, NOT_FOUND",
        "NoSuchHostedZone, NOT_FOUND",
        "TargetGroupNotFound, NOT_FOUND",
        "HostedZoneAlreadyExists, ALREADY_EXISTS",
        "InvalidPermission.Duplicate, ALREADY_EXISTS",
        "DependencyViolation, IN_USE",
        "HostedZoneNotEmpty, IN_USE",
        "ResourceInUse, IN_USE",
        "IdempotentParameterMismatch, CONFLICT",
        "PriorRequestNotComplete, NOT_READY",
        "Throttling, THROTTLED",
        "RequestLimitExceeded, THROTTLED",
        "TooManyRequestsException, THROTTLED",
        "VolumeLimitExceeded, QUOTA",
        "VpcLimitExceeded, QUOTA",
        "TooManyTargets, QUOTA",
        "TooManyHostedZones, QUOTA",
        "InsufficientVolumeCapacity, CAPACITY",
        "VolumeTypeNotAvailableInZone, CAPACITY",
        "VolumeModificationRateExceeded, QUOTA",
        "VolumeIOPSLimit, QUOTA",
        "AttachmentLimitExceeded, QUOTA",
        "IncorrectModificationState, NOT_READY",
        "SnapshotCreationPerVolumeRateExceeded, THROTTLED",
        "InvalidAttachment.NotFound, NOT_FOUND",
        "InvalidSnapshot.NotFound, NOT_FOUND",
        "UnauthorizedOperation, DENIED",
        "AccessDenied, DENIED",
        "InvalidParameterValue, INVALID",
        "InvalidChangeBatch, INVALID",
        "MissingParameter, INVALID",
        "InternalError, UNAVAILABLE",
    })
    void everyCodeHasAPortableOne(String nativeCode, Code code) {
        Failure failure = AwsErrors.classify("ec2:Call", refusal(400, nativeCode, "said"));
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.nativeCode()).contains(nativeCode);
        assertThat(failure.requestId()).contains("request-1");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SomethingNew", "UnauthorizedOperation", "AccessDenied"})
    void aRefusalIsNeverAbsence(String nativeCode) {
        assertThat(AwsErrors.classify("ec2:Call", refusal(403, nativeCode, "no"))
                        .code())
                .isEqualTo(Code.DENIED);
    }

    @Test
    void aStatusWithoutACodeSaysNothingAboutExistence() {
        assertThat(AwsErrors.classify("ec2:Call", refusal(404, "SomethingNew", "?"))
                        .code())
                .isEqualTo(Code.INVALID);
        assertThat(AwsErrors.classify("ec2:Call", refusal(503, "", "?")).code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(AwsErrors.classify("ec2:Call", refusal(429, "", "?")).code()).isEqualTo(Code.THROTTLED);
    }

    @Test
    void whatIsDeniedNamesTheStatementThatIsMissing() {
        Failure failure = AwsErrors.classify(
                "ec2:CreateVpc",
                refusal(
                        403,
                        "UnauthorizedOperation",
                        "User: arn:aws:iam::111122223333:user/a is not authorized to perform: ec2:CreateVpc on resource: "
                                + "arn:aws:ec2:eu-central-1:111122223333:vpc/* because no policy allows it"));
        assertThat(failure.remedy())
                .contains(
                        "allow it to arn:aws:iam::111122223333:user/a: {\"Effect\": \"Allow\", \"Action\": \"ec2:CreateVpc\", "
                                + "\"Resource\": \"arn:aws:ec2:eu-central-1:111122223333:vpc/*\"}");
    }

    @Test
    void whatIsDeniedMayBeAnotherActionThanTheCall() {
        assertThat(
                        denied(
                                "User: arn:aws:iam::111122223333:user/a is not authorized to perform: ec2:CreateTags on resource: "
                                        + "arn:aws:ec2:eu-central-1:111122223333:vpc/* because no identity-based policy allows the ec2:CreateTags action"))
                .contains("\"Action\": \"ec2:CreateTags\"");
    }

    @Test
    void anExplicitDenyIsNotCuredByAllowing() {
        assertThat(
                        denied(
                                "User: arn:aws:iam::111122223333:user/a is not authorized to perform: ec2:CreateVpc on resource: "
                                        + "arn:aws:ec2:eu-central-1:111122223333:vpc/* with an explicit deny in a service control policy"))
                .startsWith("take away what denies ec2:CreateVpc on arn:aws:ec2:eu-central-1:111122223333:vpc/* to"
                        + " arn:aws:iam::111122223333:user/a in a service control policy");
        assertThat(
                        denied(
                                "User: arn:aws:iam::111122223333:user/a is not authorized to perform: ec2:CreateVpc on resource: "
                                        + "arn:aws:ec2:eu-central-1:111122223333:vpc/* because no permissions boundary allows the ec2:CreateVpc action"))
                .contains("in the permissions boundary: {");
    }

    @Test
    void whereTheResourceIsNotSaidItIsSaidWhereToLook() {
        assertThat(denied(
                        "You are not authorized to perform this operation. Encoded authorization failure message: x1"))
                .contains("\"Action\": \"ec2:CreateVpc\", \"Resource\": \"*\"")
                .endsWith("aws sts decode-authorization-message");
    }

    private static String denied(String said) {
        return AwsErrors.classify("ec2:CreateVpc", refusal(403, "UnauthorizedOperation", said))
                .remedy()
                .orElse("");
    }

    @Test
    void aLostAnswerMayBeOfARequestThatArrived() {
        List<Exception> lost = List.of(
                SdkClientException.create("unable to execute", new ConnectException("refused")),
                SdkClientException.create("unable to unmarshall response"),
                new IOException("connection reset"));
        assertThat(lost)
                .allSatisfy(e ->
                        assertThat(AwsErrors.classify("ec2:Call", e).code()).isEqualTo(Code.UNAVAILABLE));
        assertThat(AwsErrors.classify("ec2:Call", SdkClientException.create("read", new SocketTimeoutException()))
                        .code())
                .isEqualTo(Code.TIMEOUT);
        assertThat(AwsErrors.classify("ec2:Call", ApiCallTimeoutException.create(1))
                        .code())
                .isEqualTo(Code.TIMEOUT);
        assertThat(AwsErrors.classify("ec2:Call", AbortedException.create("stop"))
                        .code())
                .isEqualTo(Code.CANCELLED);
    }
}
