package io.portolan.testkit.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a client asks for. */
public final class ProxyRequest {
    private final HttpMessage message;

    ProxyRequest(HttpMessage message) {
        this.message = message;
    }

    /** {@code GET}. */
    public String method() {
        return message.word(0);
    }

    /** Path and query as they were sent. */
    public String target() {
        return message.word(1);
    }

    /** The first header of this name, in whatever case. */
    public Optional<String> header(String name) {
        return message.header(name);
    }

    /** The body as UTF-8; empty where there is none. */
    public String body() {
        return new String(message.body(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method() + " " + target();
    }
}
