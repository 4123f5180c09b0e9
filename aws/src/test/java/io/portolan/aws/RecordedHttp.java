package io.portolan.aws;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** An HTTP client of the SDK that gives one recorded answer to everything. */
public final class RecordedHttp implements SdkHttpClient {
    private final int status;
    private final byte[] body;
    private final Map<String, String> headers;

    /** This answer. */
    public RecordedHttp(int status, String body) {
        this(status, body, Map.of());
    }

    /** This answer, with headers. */
    RecordedHttp(int status, String body, Map<String, String> headers) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                SdkHttpFullResponse.Builder head =
                        SdkHttpResponse.builder().statusCode(status).putHeader("Content-Type", "text/xml");
                headers.forEach(head::putHeader);
                return HttpExecuteResponse.builder()
                        .response(head.build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}
}
