package io.portolan.model;

import org.jspecify.annotations.Nullable;

/** One port or a range of ports, both ends included, from 0 to 65535. */
public final class PortRange implements Comparable<PortRange> {
    private final int first;
    private final int last;

    private PortRange(int first, int last) {
        if (first < 0 || last > 65535 || first > last) {
            throw new IllegalArgumentException(
                    "not a range of ports: " + first + "-" + last + "; ports are from 0 to 65535");
        }
        this.first = first;
        this.last = last;
    }

    /** A single port. */
    public static PortRange of(int port) {
        return new PortRange(port, port);
    }

    /** The ports from first to last. */
    public static PortRange of(int first, int last) {
        return new PortRange(first, last);
    }

    /** Reads {@code 80} or {@code 8080-8081}. */
    public static PortRange parse(String text) {
        if (!text.matches("\\d{1,5}(-\\d{1,5})?")) {
            throw new IllegalArgumentException("not a port or a range of ports: '" + text + "'; write 80 or 8080-8081");
        }
        int dash = text.indexOf('-');
        return dash < 0
                ? of(Integer.parseInt(text))
                : of(Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
    }

    /** The first port. */
    public int first() {
        return first;
    }

    /** The last port. */
    public int last() {
        return last;
    }

    /** Whether this port is in it. */
    public boolean contains(int port) {
        return port >= first && port <= last;
    }

    @Override
    public int compareTo(PortRange o) {
        return first != o.first ? Integer.compare(first, o.first) : Integer.compare(last, o.last);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof PortRange r && first == r.first && last == r.last;
    }

    @Override
    public int hashCode() {
        return 65536 * first + last;
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
