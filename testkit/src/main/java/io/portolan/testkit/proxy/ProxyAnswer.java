package io.portolan.testkit.proxy;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;

/** What the proxy answers in the server's place. Immutable. */
public final class ProxyAnswer {
    private final HttpMessage message;

    private ProxyAnswer(HttpMessage message) {
        this.message = message;
    }

    /**
     * An answer without headers.
     *
     * @param status from 200 to 599
     * @param body sent as UTF-8
     */
    public static ProxyAnswer of(int status, String body) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("a status is from 200 to 599, not " + status);
        }
        return new ProxyAnswer(HttpMessage.of(
                "HTTP/1.1 " + status + " -", requireNonNull(body, "body").getBytes(StandardCharsets.UTF_8)));
    }

    /** The same with this header. */
    public ProxyAnswer header(String name, String value) {
        return new ProxyAnswer(message.with(requireNonNull(name, "name"), requireNonNull(value, "value")));
    }

    HttpMessage message() {
        return message;
    }
}
