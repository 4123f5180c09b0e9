package io.portolan.baremetal.cloud;

import io.portolan.baremetal.cloud.CloudException.Code;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first answers of writes that carried a token, kept for a day. */
final class Tokens {
    private static final String KIND = "token";
    private static final Duration KEPT = Duration.ofDays(1);

    private Tokens() {}

    /** The first answer, where this token was used for this very request. @throws CloudException TOKEN_MISMATCH otherwise */
    static Optional<Map<String, Object>> answer(
            Transaction transaction, String token, String call, Map<String, Object> request) {
        return transaction.find(KIND, token).map(document -> {
            if (!document.text("digest").equals(digest(call, request))) {
                throw new CloudException(
                        Code.TOKEN_MISMATCH, "token " + token + " was used for another request, whose effect stands");
            }
            return Json.map(document.body().get("answer"));
        });
    }

    static void keep(
            Transaction transaction,
            String token,
            String call,
            Map<String, Object> request,
            Map<String, Object> answer) {
        transaction.put(new Document(
                KIND,
                token,
                Map.of(
                        "version",
                        "",
                        "created",
                        transaction.now(),
                        "digest",
                        digest(call, request),
                        "answer",
                        answer)));
    }

    /** Forgets what is older than a day. */
    static void expire(State state, Instant now) {
        for (Document token : List.copyOf(state.of(KIND).values())) {
            if (Instant.parse(token.text("created")).plus(KEPT).isBefore(now)) {
                state.remove(KIND, token.id());
            }
        }
    }

    private static String digest(String call, Map<String, Object> request) {
        var arguments = new HashMap<>(request);
        arguments.remove("token");
        arguments.remove("fence");
        byte[] text = (call + Json.canonical(arguments)).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Certificates.sha256().digest(text));
    }
}
