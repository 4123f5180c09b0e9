package io.portolan.dns;

import static java.util.Objects.requireNonNull;

import java.net.IDN;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An absolute DNS name: lower case, ASCII (IDNA), with the final dot. Labels are up to 63 octets, the name up to 253 without the
 * dot (RFC 1035). Underscores and a leading {@code *} label are allowed.
 */
public final class DnsName implements Comparable<DnsName> {
    private final String text;

    private DnsName(String text) {
        this.text = text;
    }

    /** Reads a name, with or without the final dot; both mean the absolute name. */
    public static DnsName parse(String text) {
        requireNonNull(text, "text");
        String body = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (body.isEmpty()) {
            if (text.equals(".")) {
                return new DnsName(".");
            }
            throw new IllegalArgumentException("a DNS name is not empty");
        }
        String ascii = isPlain(body) ? body : toAscii(body, text);
        if (ascii.length() > 253) {
            throw new IllegalArgumentException("a DNS name has at most 253 characters: '" + text + "'");
        }
        int start = 0;
        for (int i = 0; i <= ascii.length(); i++) {
            if (i == ascii.length() || ascii.charAt(i) == '.') {
                label(ascii, start, i, text);
                start = i + 1;
            }
        }
        return new DnsName(ascii + ".");
    }

    /** Reads a name that must end with the dot. */
    public static DnsName absolute(String text) {
        if (!text.endsWith(".")) {
            throw new IllegalArgumentException(
                    "not an absolute name: '" + text + "'; write it with the final dot: '" + text + ".'");
        }
        return parse(text);
    }

    private static boolean isPlain(String body) {
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '*')) {
                return false;
            }
        }
        return true;
    }

    private static String toAscii(String body, String text) {
        try {
            return IDN.toASCII(body, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a DNS name: '" + text + "'", e);
        }
    }

    private static void label(String ascii, int start, int end, String text) {
        int length = end - start;
        if (length < 1 || length > 63) {
            throw new IllegalArgumentException("a label of a DNS name has 1 to 63 characters: '" + text + "'");
        }
        for (int i = start; i < end; i++) {
            char c = ascii.charAt(i);
            boolean star = c == '*' && start == 0 && length == 1;
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '/' || star)) {
                throw new IllegalArgumentException("not a DNS name: '" + text + "' ('" + c + "' can't stand there)");
            }
        }
    }

    /** This name below another: relative {@code www} and zone {@code shop.example.} is {@code www.shop.example.}; {@code @} is the zone itself. */
    public DnsName child(String relative) {
        return relative.equals("@") ? this : parse(relative + "." + text);
    }

    /** Whether this is that name or lies below it. */
    public boolean isWithin(DnsName zone) {
        return zone.text.equals(".")
                || text.equals(zone.text)
                || text.length() > zone.text.length()
                        && text.endsWith(zone.text)
                        && text.charAt(text.length() - zone.text.length() - 1) == '.';
    }

    /** The name relative to a zone that it lies within: {@code @} for the zone itself. */
    public String relativeTo(DnsName zone) {
        if (!isWithin(zone)) {
            throw new IllegalArgumentException(text + " does not lie within " + zone.text);
        }
        return text.equals(zone.text) ? "@" : text.substring(0, text.length() - zone.text.length() - 1);
    }

    /** The number of labels; 0 for the root. */
    public int labels() {
        return text.equals(".") ? 0 : (int) text.chars().filter(c -> c == '.').count();
    }

    @Override
    public int compareTo(DnsName o) {
        return text.compareTo(o.text);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof DnsName n && text.equals(n.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The absolute name with the final dot. */
    @Override
    public String toString() {
        return text;
    }
}
