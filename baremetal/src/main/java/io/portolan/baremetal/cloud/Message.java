package io.portolan.baremetal.cloud;

import io.portolan.baremetal.cloud.CloudException.Code;
import io.portolan.baremetal.cloud.CloudException.Culprit;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The form of calls and answers on the socket: one JSON object on one line. */
final class Message {
    private static final int MOST = 64 << 20;

    private Message() {}

    /** Reads a line; empty at the end of the stream, where a line that was begun does not count. */
    static Optional<Map<String, Object>> read(BufferedInputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                return Optional.of(Json.object(line.toString(StandardCharsets.UTF_8)));
            }
            if (line.size() == MOST) {
                throw new IOException("a message has more than " + MOST + " bytes");
            }
            line.write(octet);
        }
        return Optional.empty();
    }

    static BufferedInputStream buffered(InputStream in) {
        return new BufferedInputStream(in, 1 << 16);
    }

    static void write(OutputStream out, Map<String, Object> message) throws IOException {
        out.write((Json.write(message) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static Map<String, Object> error(CloudException e) {
        var error = new LinkedHashMap<String, Object>();
        error.put("code", e.code().name());
        error.put("message", String.valueOf(e.getMessage()));
        e.holder().ifPresent(holder -> error.put("holder", holder));
        if (!e.culprits().isEmpty()) {
            error.put(
                    "culprits",
                    e.culprits().stream()
                            .map(culprit -> Map.of(
                                    "index", (long) culprit.index(),
                                    "code", culprit.code().name(),
                                    "message", culprit.message()))
                            .toList());
        }
        return Map.of("error", error);
    }

    /** The error as the other side threw it. */
    static CloudException error(Map<String, Object> error) {
        List<Culprit> culprits = new ArrayList<>();
        for (Map<String, Object> culprit : Json.objects(error.get("culprits"))) {
            culprits.add(new Culprit(
                    culprit.get("index") instanceof Long index ? index.intValue() : 0,
                    code(culprit.get("code")),
                    String.valueOf(culprit.get("message"))));
        }
        return new CloudException(
                code(error.get("code")),
                String.valueOf(error.get("message")),
                (String) error.get("holder"),
                culprits,
                null);
    }

    private static Code code(@Nullable Object name) {
        for (Code code : Code.values()) {
            if (code.name().equals(name)) {
                return code;
            }
        }
        return Code.INTERNAL;
    }
}
