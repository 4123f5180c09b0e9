package io.portolan.spi.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Code;
import io.portolan.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

class HttpRefusalTest {
    private record Response(int statusCode, Map<String, List<String>> fields) implements HttpResponse<String> {
        @Override
        public HttpRequest request() {
            return HttpRequest.newBuilder(uri()).build();
        }

        @Override
        public Optional<HttpResponse<String>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(fields, (name, value) -> true);
        }

        @Override
        public String body() {
            return "";
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return URI.create("http://127.0.0.1/");
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }

    private static Failure classify(int status, String nativeCode) {
        return HttpRefusal.classify(
                new HttpRefusal(new Response(status, Map.of()), nativeCode, "no"),
                Map.of("taken", Code.ALREADY_EXISTS));
    }

    @Test
    void theProvidersOwnCodeGoesBeforeTheStatus() {
        assertThat(classify(409, "taken").code()).isEqualTo(Code.ALREADY_EXISTS);
        assertThat(classify(409, "differs").code()).isEqualTo(Code.CONFLICT);
    }

    @Test
    void everyStatusHasACode() {
        Map.of(
                        400,
                        Code.INVALID,
                        401,
                        Code.DENIED,
                        403,
                        Code.DENIED,
                        404,
                        Code.NOT_FOUND,
                        408,
                        Code.TIMEOUT,
                        412,
                        Code.CONFLICT,
                        422,
                        Code.INVALID,
                        429,
                        Code.THROTTLED,
                        500,
                        Code.UNAVAILABLE,
                        503,
                        Code.UNAVAILABLE)
                .forEach((status, code) -> assertThat(classify(status, "").code())
                        .as("HTTP %s", status)
                        .isEqualTo(code));
        assertThat(classify(403, "").nativeCode()).contains("HTTP 403");
    }

    @Test
    void whatTheProviderAsksToWaitAndItsRequestIdAreKept() {
        Response response = new Response(429, Map.of("Retry-After", List.of("3"), "X-Request-Id", List.of("r-1")));
        Failure failure = HttpRefusal.classify(new HttpRefusal(response, "slow", "slow down"), Map.of());
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(failure.requestId()).contains("r-1");
        Response date = new Response(503, Map.of("Retry-After", List.of("Wed, 21 Oct 2026 07:28:00 GMT")));
        assertThat(HttpRefusal.classify(new HttpRefusal(date, "", "later"), Map.of())
                        .retryAfter())
                .isEmpty();
    }

    @Test
    void withoutAnAnswerTheRequestMayHaveArrived() {
        assertThat(HttpRefusal.classify(new HttpTimeoutException("t"), Map.of()).code())
                .isEqualTo(Code.TIMEOUT);
        assertThat(HttpRefusal.classify(new IOException("io"), Map.of()).code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(HttpRefusal.classify(new IllegalStateException("x"), Map.of())
                        .code())
                .isEqualTo(Code.INTERNAL);
    }
}
