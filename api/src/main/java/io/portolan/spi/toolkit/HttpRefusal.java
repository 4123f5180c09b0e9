package io.portolan.spi.toolkit;

import static java.util.Objects.requireNonNull;

import io.portolan.Code;
import io.portolan.Failure;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** An HTTP answer that is a refusal, for providers that speak HTTP themselves: thrown by an exchange, read by {@link #classify}. */
public final class HttpRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String nativeCode;
    private final transient Optional<Duration> retryAfter;
    private final transient Optional<String> requestId;

    /**
     * A refusal.
     *
     * @param response gives the status, {@code Retry-After} in seconds and {@code X-Request-Id}
     * @param nativeCode the provider's own code; empty where it has none
     * @param message what the provider said, without a secret
     */
    public HttpRefusal(HttpResponse<?> response, String nativeCode, String message) {
        super(requireNonNull(message, "message"));
        this.status = response.statusCode();
        this.nativeCode = requireNonNull(nativeCode, "nativeCode");
        this.retryAfter = response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
        this.requestId = response.headers().firstValue("X-Request-Id");
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The provider's own code; may be empty. */
    public String nativeCode() {
        return nativeCode;
    }

    /**
     * Any exception of an HTTP exchange in portable words. A refusal by the provider's own code where the table has it, else by its status. Everything
     * after which nobody knows whether the request arrived is TIMEOUT or UNAVAILABLE.
     *
     * <p>Input: status 409 and {@code name_taken}, which the table says is ALREADY_EXISTS. After: ALREADY_EXISTS. Input: status 409 and a code that the
     * table lacks. After: CONFLICT.
     *
     * @param codes what the provider's own codes mean, where the status does not say it all
     */
    public static Failure classify(Exception e, Map<String, Code> codes) {
        if (!(e instanceof HttpRefusal refusal)) {
            Code code = e instanceof HttpTimeoutException
                    ? Code.TIMEOUT
                    : e instanceof IOException ? Code.UNAVAILABLE : Code.INTERNAL;
            return Failure.of(code, "no answer: " + e.getClass().getSimpleName());
        }
        Code code = codes.getOrDefault(refusal.nativeCode, ofStatus(refusal.status));
        String shown = refusal.nativeCode.isEmpty() ? "HTTP " + refusal.status : refusal.nativeCode;
        Failure failure = Failure.of(code, String.valueOf(refusal.getMessage())).nativeCode(shown);
        failure = refusal.retryAfter.map(failure::retryAfter).orElse(failure);
        return refusal.requestId.map(failure::requestId).orElse(failure);
    }

    private static Code ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> Code.DENIED;
            case 404, 410 -> Code.NOT_FOUND;
            case 408, 504 -> Code.TIMEOUT;
            case 409, 412 -> Code.CONFLICT;
            case 429 -> Code.THROTTLED;
            case 501 -> Code.UNSUPPORTED;
            default -> status >= 500 ? Code.UNAVAILABLE : status >= 400 ? Code.INVALID : Code.INTERNAL;
        };
    }
}
