package io.portolan.engine.manifest;

import java.util.Set;
import java.util.regex.Pattern;

/** What is taken for a secret that stands in plain, wherever it stands, so that it is never repeated. */
final class PlainSecrets {
    /** The fields that hold secrets. */
    private static final Set<String> FIELDS = Set.of("privateKey");

    /** The fields that say where a secret comes from, and are none themselves. */
    private static final Set<String> SOURCES = Set.of("file", "env", "store", "key");

    private static final Pattern FIELD = Pattern.compile("(\\s*(?:- )?[{]?.*?)(privateKey[\"']?\\s*:)(.*)");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+/=]{16,}");

    private PlainSecrets() {}

    static boolean isField(String name) {
        return FIELDS.contains(name);
    }

    static boolean isSource(String name) {
        return SOURCES.contains(name);
    }

    /** Whether a text is a private key in PEM. */
    static boolean isKey(String text) {
        return text.contains("PRIVATE KEY-----");
    }

    /**
     * Hides, in a document that YAML can't read, what would be a secret if it could: what follows a {@code privateKey} field, what lies
     * between PEM marks, and what looks like a line of one.
     */
    static void hideIn(Chunk chunk) {
        int indent = -1;
        boolean pem = false;
        String[] lines = chunk.text().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            int number = chunk.firstLine() + i;
            int depth = line.length() - line.stripLeading().length();
            var field = FIELD.matcher(line);
            pem |= line.contains("-----BEGIN");
            if (field.matches()) {
                indent = depth;
                hide(chunk, number, field.start(3));
            } else if (indent >= 0 && (depth > indent || line.isBlank())) {
                hide(chunk, number, 0);
            } else if (pem || TOKEN.matcher(line).find()) {
                hide(chunk, number, 0);
            } else {
                indent = -1;
            }
            pem &= !line.contains("-----END");
        }
    }

    private static void hide(Chunk chunk, int line, int from) {
        chunk.source().hide(line, from + 1, line, Integer.MAX_VALUE);
    }
}
