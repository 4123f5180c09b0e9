package io.portolan.spi.toolkit;

import io.portolan.model.Key;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Names for native things: {@code <prefix>-<8 of the name>-<10 hex of a hash>}. Identity never rests on a name that was cut. */
public final class Names {
    private Names() {}

    /**
     * A name for a native thing of a key, at most 32 of {@code [a-z0-9-]}, beginning with a letter. The same for the same input.
     *
     * @param prefix up to 12 letters and digits, beginning with a letter
     * @param immutable what can't be changed in place: other content, other name, so that old and new can stand side by side
     */
    public static String of(String prefix, String owner, Key key, Object... immutable) {
        StringBuilder text = new StringBuilder(owner).append('\n').append(key);
        for (Object field : immutable) {
            text.append('\n').append(field);
        }
        String word = key.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+", "");
        word = word.substring(0, Math.min(8, word.length())).replaceAll("-+$", "");
        return prefix + (word.isEmpty() ? "" : "-" + word) + "-"
                + hash(text.toString()).substring(0, 10);
    }

    /** The SHA-256 of a text, 64 hex digits. */
    public static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
