package io.portolan.spi;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The name and nature of a native call. */
public final class NativeCall {
    private final String name;
    private final boolean write;
    private final String subject;

    private NativeCall(String name, boolean write, String subject) {
        this.name = requireNonNull(name, "name");
        this.write = write;
        this.subject = requireNonNull(subject, "subject");
    }

    /** A call that changes nothing. */
    public static NativeCall read(String name) {
        return new NativeCall(name, false, "");
    }

    /** A call that may change something. */
    public static NativeCall write(String name) {
        return new NativeCall(name, true, "");
    }

    /**
     * The same call about this: what tells it from others of its name, such as a zone and a page. Two reads of one name and subject ask the same,
     * so that an interceptor may answer one with the other's answer. Carries no secret.
     */
    public NativeCall about(String what) {
        return new NativeCall(name, write, what);
    }

    /** The API family and the operation in the provider's words, as {@code ec2:CreateVpc} or {@code zone.create}. */
    public String name() {
        return name;
    }

    /** The API family, which has a budget of its own: the name up to the first space, dot or colon. */
    public String family() {
        for (int i = 0; i < name.length(); i++) {
            if (" .:".indexOf(name.charAt(i)) >= 0) {
                return name.substring(0, i);
            }
        }
        return name;
    }

    /** What it is about; empty where nothing was said. */
    public String subject() {
        return subject;
    }

    /** Whether it may change something. */
    public boolean isWrite() {
        return write;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof NativeCall c && write == c.write && name.equals(c.name) && subject.equals(c.subject);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, write, subject);
    }

    @Override
    public String toString() {
        return name;
    }
}
