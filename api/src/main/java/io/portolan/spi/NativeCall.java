package io.portolan.spi;

import static java.util.Objects.requireNonNull;

import java.util.Objects;

/** The name and nature of a native call. */
public final class NativeCall {
    private final String name;
    private final boolean write;

    private NativeCall(String name, boolean write) {
        this.name = requireNonNull(name, "name");
        this.write = write;
    }

    /** A call that changes nothing. */
    public static NativeCall read(String name) {
        return new NativeCall(name, false);
    }

    /** A call that may change something. */
    public static NativeCall write(String name) {
        return new NativeCall(name, true);
    }

    /** The API family and the operation in the provider's words, as {@code ec2 CreateVpc} or {@code zone.create}. */
    public String name() {
        return name;
    }

    /** The API family, which has a budget of its own: the name up to the first space or dot. */
    public String family() {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == ' ' || name.charAt(i) == '.') {
                return name.substring(0, i);
            }
        }
        return name;
    }

    /** Whether it may change something. */
    public boolean isWrite() {
        return write;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof NativeCall c && write == c.write && name.equals(c.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, write);
    }

    @Override
    public String toString() {
        return name;
    }
}
