package io.portolan.aws.account;

import io.portolan.Code;
import io.portolan.Failure;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** The SDK's exceptions in portable words: by code, then by status; never by text. Pure. */
public final class AwsErrors {
    private AwsErrors() {}

    /** Why a call failed, of a provider that has these sites. */
    public static Failure classify(String call, Exception error, Sites sites) {
        Failure failure = classify(call, error);
        return failure.code() == Code.DENIED && error instanceof AwsServiceException
                ? failure.remedy(Denial.remedy(call, failure.message(), Denial.place(call, sites)))
                : failure;
    }

    /** Why a call failed. */
    public static Failure classify(String call, Exception error) {
        if (error instanceof AwsServiceException service) {
            return answered(call, service);
        }
        if (error instanceof AbortedException) {
            return Failure.of(Code.CANCELLED, "interrupted").nativeCall(call);
        }
        if (error instanceof ApiCallTimeoutException || error instanceof ApiCallAttemptTimeoutException) {
            return Failure.of(Code.TIMEOUT, "no answer in time").nativeCall(call);
        }
        if (error instanceof SdkClientException || error instanceof IOException) {
            return unanswered(call, error);
        }
        return Failure.of(Code.INTERNAL, error.getClass().getSimpleName() + ": " + error.getMessage())
                .nativeCall(call);
    }

    /** Nobody knows whether the request arrived. */
    private static Failure unanswered(String call, Exception error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return Failure.of(Code.TIMEOUT, "no answer in time").nativeCall(call);
            }
            if (cause instanceof IOException) {
                return Failure.of(Code.UNAVAILABLE, "no answer: " + cause.getMessage())
                        .nativeCall(call);
            }
        }
        return Failure.of(Code.UNAVAILABLE, "no answer that can be read: " + error.getMessage())
                .nativeCall(call);
    }

    private static Failure answered(String call, AwsServiceException error) {
        @Nullable AwsErrorDetails details = error.awsErrorDetails();
        String nativeCode = details == null || details.errorCode() == null ? "" : details.errorCode();
        String said = details == null || details.errorMessage() == null
                ? String.valueOf(error.getMessage())
                : details.errorMessage();
        Code code = ErrorTable.meaning(nativeCode).orElseGet(() -> ofStatus(error));
        Failure failure = Failure.of(code, said)
                .nativeCall(call)
                .nativeCode(nativeCode.isEmpty() ? "HTTP " + error.statusCode() : nativeCode);
        if (error.requestId() != null) {
            failure = failure.requestId(error.requestId());
        }
        failure = retryAfter(details).map(failure::retryAfter).orElse(failure);
        return code == Code.DENIED ? failure.remedy(Denial.remedy(call, said, Optional.empty())) : failure;
    }

    /** A status says nothing about existence: a 404 without a code that is known may be a wrong endpoint. */
    private static Code ofStatus(SdkServiceException error) {
        int status = error.statusCode();
        return switch (status) {
            case 401, 403 -> Code.DENIED;
            case 408, 504 -> Code.TIMEOUT;
            case 429 -> Code.THROTTLED;
            default -> status >= 500 ? Code.UNAVAILABLE : status >= 400 ? Code.INVALID : Code.INTERNAL;
        };
    }

    private static Optional<Duration> retryAfter(@Nullable AwsErrorDetails details) {
        return Optional.ofNullable(details)
                .flatMap(d -> Optional.ofNullable(d.sdkHttpResponse()))
                .flatMap(response -> response.firstMatchingHeader("Retry-After"))
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }
}
