package io.portolan.aws.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * TXT values as Route 53 wants them: quoted strings of up to 255 octets, quotes and backslashes escaped, all but printable ASCII in octal (developer
 * guide, "TXT record type").
 */
final class TextValue {
    private static final int CHUNK = 255;

    private TextValue() {}

    /** Input: {@code a "b"}. After: {@code "a \"b\""}. */
    static String quoted(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder quoted = new StringBuilder(octets.length + 8);
        for (int from = 0; from < octets.length; from += CHUNK) {
            quoted.append(from == 0 ? "\"" : " \"");
            for (int i = from; i < Math.min(from + CHUNK, octets.length); i++) {
                append(quoted, octets[i] & 0xff);
            }
            quoted.append('"');
        }
        return octets.length == 0 ? "\"\"" : quoted.toString();
    }

    private static void append(StringBuilder text, int octet) {
        if (octet == '"' || octet == '\\') {
            text.append('\\').append((char) octet);
        } else if (octet < 0x20 || octet > 0x7e) {
            text.append(String.format("\\%03o", octet));
        } else {
            text.append((char) octet);
        }
    }

    /** The strings of a value, joined. What is not quoted is taken as it is. */
    static String plain(String value) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(value.length());
        boolean inside = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                inside = !inside;
            } else if (c == '\\' && inside && i + 3 < value.length() && isOctal(value, i + 1)) {
                octets.write(Integer.parseInt(value.substring(i + 1, i + 4), 8));
                i += 3;
            } else if (c == '\\' && inside && i + 1 < value.length()) {
                octets.write(value.charAt(++i));
            } else if (inside || c != ' ') {
                octets.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return octets.toString(StandardCharsets.UTF_8);
    }

    private static boolean isOctal(String value, int at) {
        return value.substring(at, at + 3).matches("[0-3][0-7]{2}");
    }
}
