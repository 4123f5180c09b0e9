package io.portolan.model;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A typed reference from one resource to another. It names a resource of the same stack, of another stack, or one that exists
 * already and is not ours: by native id or, for a zone, by its DNS name.
 *
 * <p>An existing resource is read, never changed.
 *
 * @param <S> the spec of the resource referred to
 */
public final class Ref<S extends Spec> {
    /** How a reference names its resource. */
    public enum Form {
        /** A resource of this stack, by key. */
        KEY,
        /** A resource of another stack of the same provider, by owner and key. */
        STACK,
        /** An existing resource, by the provider's own id. */
        ID,
        /** An existing zone, by its absolute DNS name. */
        DNS_NAME
    }

    private final Kind<S> kind;
    private final Form form;
    private final String value;
    private final @Nullable String stack;
    private final @Nullable Key key;
    private final int hash;

    private Ref(Kind<S> kind, Form form, String value, @Nullable String stack) {
        this.kind = requireNonNull(kind, "kind");
        this.form = form;
        this.value = requireNonNull(value, "value");
        this.stack = stack;
        this.key = form == Form.KEY ? Key.of(kind, value) : null;
        this.hash = Objects.hash(kind, form.name(), value, stack);
    }

    /** The resource of this name in the same stack. */
    public static <S extends Spec> Ref<S> to(Kind<S> kind, String name) {
        return new Ref<>(kind, Form.KEY, name, null);
    }

    /** The resource of this name in another stack; the stack is an owner such as {@code platform} or {@code platform/prod}. */
    public static <S extends Spec> Ref<S> inStack(Kind<S> kind, String stack, String name) {
        return new Ref<>(kind, Form.STACK, name, requireNonNull(stack, "stack"));
    }

    /** An existing resource by the provider's own id. */
    public static <S extends Spec> Ref<S> id(Kind<S> kind, String nativeId) {
        return new Ref<>(kind, Form.ID, nativeId, null);
    }

    /** An existing resource by its absolute DNS name, as {@code example.com.}; only zones have one. */
    public static <S extends Spec> Ref<S> dnsName(Kind<S> kind, String absoluteName) {
        return new Ref<>(kind, Form.DNS_NAME, absoluteName, null);
    }

    /** The kind of the resource referred to. */
    public Kind<S> kind() {
        return kind;
    }

    /** How the resource is named. */
    public Form form() {
        return form;
    }

    /** The name, id or DNS name, as {@link #form()} says. */
    public String value() {
        return value;
    }

    /** The key in this stack; empty for every other form. */
    public Optional<Key> key() {
        return Optional.ofNullable(key);
    }

    /** The other stack's owner; only with {@link Form#STACK}. */
    public Optional<String> stack() {
        return Optional.ofNullable(stack);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Ref<?> r
                && hash == r.hash
                && form == r.form
                && kind.equals(r.kind)
                && value.equals(r.value)
                && Objects.equals(stack, r.stack);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return switch (form) {
            case KEY -> kind + "/" + value;
            case STACK -> stack + ":" + kind + "/" + value;
            case ID -> kind + " id " + value;
            case DNS_NAME -> kind + " " + value;
        };
    }
}
