package io.portolan.model;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An IPv4 or IPv6 address. Never a name: nothing is ever resolved. */
public final class IpAddress implements Comparable<IpAddress> {
    private final byte[] octets;

    private IpAddress(byte[] octets) {
        this.octets = octets;
    }

    /** Reads {@code 10.0.0.7} (four decimal octets without leading zeros) or an IPv6 address without a zone index. */
    public static IpAddress parse(String text) {
        requireNonNull(text, "text");
        byte[] octets = text.indexOf(':') >= 0 ? v6(text) : v4(text);
        if (octets.length == 0) {
            throw new IllegalArgumentException("not an IP address: '" + text + "'");
        }
        return new IpAddress(octets);
    }

    /** Whether {@link #parse} would take this text. */
    public static boolean isAddress(String text) {
        return (text.indexOf(':') >= 0 ? v6(text) : v4(text)).length > 0;
    }

    static IpAddress ofOctets(byte[] octets) {
        return new IpAddress(octets.clone());
    }

    private static byte[] v4(String text) {
        byte[] out = new byte[4];
        int part = 0;
        int digits = 0;
        int value = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '.' : text.charAt(i);
            if (c == '.') {
                if (digits == 0 || part > 3) {
                    return new byte[0];
                }
                out[part++] = (byte) value;
                digits = 0;
                value = 0;
            } else if (c >= '0' && c <= '9') {
                if (digits > 0 && value == 0) {
                    return new byte[0];
                }
                value = value * 10 + (c - '0');
                digits++;
                if (value > 255) {
                    return new byte[0];
                }
            } else {
                return new byte[0];
            }
        }
        return part == 4 ? out : new byte[0];
    }

    private static byte[] v6(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(Character.digit(c, 16) >= 0 && c < 128) && c != ':' && c != '.') {
                return new byte[0];
            }
        }
        try {
            // A text with a colon is a literal: getByName does not ask a resolver for it. A mapped IPv4 comes back as 4
            // octets.
            byte[] octets = InetAddress.getByName(text).getAddress();
            return octets.length == 16 ? octets : new byte[0];
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }

    /** Whether it is an IPv4 address. */
    public boolean isV4() {
        return octets.length == 4;
    }

    /** The 4 or 16 octets, network order; a copy. */
    public byte[] octets() {
        return octets.clone();
    }

    byte octet(int i) {
        return octets[i];
    }

    @Override
    public int compareTo(IpAddress o) {
        int byFamily = Integer.compare(octets.length, o.octets.length);
        return byFamily != 0 ? byFamily : Arrays.compareUnsigned(octets, o.octets);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof IpAddress a && Arrays.equals(octets, a.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** Dotted for IPv4; for IPv6 lower case with the longest run of zeros as {@code ::} (RFC 5952). */
    @Override
    public String toString() {
        if (isV4()) {
            return (octets[0] & 255) + "." + (octets[1] & 255) + "." + (octets[2] & 255) + "." + (octets[3] & 255);
        }
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (octets[2 * i] & 255) << 8 | octets[2 * i + 1] & 255;
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int j = i;
            while (j < 8 && groups[j] == 0) {
                j++;
            }
            if (j - i > length) {
                start = i;
                length = j - i;
            }
            i = Math.max(i, j - 1);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
