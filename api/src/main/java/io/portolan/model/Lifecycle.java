package io.portolan.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a resource lives, the same for every kind: protection, what happens when it leaves the manifest, adoption, an earlier name. */
public final class Lifecycle {
    /** What happens to a resource that is no longer wanted. */
    public enum DeletionPolicy {
        /** It is deleted. */
        DELETE,
        /** It stays, with its mark, and is listed as retained. */
        RETAIN
    }

    /** Nothing special: not protected, deleted when no longer wanted. */
    public static final Lifecycle STANDARD = new Lifecycle(false, DeletionPolicy.DELETE, null, null);

    private final boolean isProtected;
    private final DeletionPolicy deletionPolicy;
    private final @Nullable String adopt;
    private final @Nullable String movedFrom;

    private Lifecycle(boolean isProtected, DeletionPolicy policy, @Nullable String adopt, @Nullable String movedFrom) {
        this.isProtected = isProtected;
        this.deletionPolicy = policy;
        this.adopt = adopt;
        this.movedFrom = movedFrom;
    }

    /** The same, protected: a plan that deletes or replaces it is refused. */
    public Lifecycle protect() {
        return new Lifecycle(true, deletionPolicy, adopt, movedFrom);
    }

    /** The same with this policy. */
    public Lifecycle deletionPolicy(DeletionPolicy policy) {
        return new Lifecycle(isProtected, policy, adopt, movedFrom);
    }

    /** The same, taking over the existing thing with this native id; stays asked for until every part is ours. */
    public Lifecycle adopt(String nativeId) {
        return new Lifecycle(isProtected, deletionPolicy, nativeId, movedFrom);
    }

    /** The same, having had this name (of the same kind) in an earlier version of the stack. */
    public Lifecycle movedFrom(String name) {
        return new Lifecycle(isProtected, deletionPolicy, adopt, name);
    }

    /** Whether a plan that deletes or replaces it is refused. */
    public boolean isProtected() {
        return isProtected;
    }

    /** What happens when it is no longer wanted. */
    public DeletionPolicy deletionPolicy() {
        return deletionPolicy;
    }

    /** The native id to take over. */
    public Optional<String> adopt() {
        return Optional.ofNullable(adopt);
    }

    /** The earlier name. */
    public Optional<String> movedFrom() {
        return Optional.ofNullable(movedFrom);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Lifecycle l
                && isProtected == l.isProtected
                && deletionPolicy == l.deletionPolicy
                && Objects.equals(adopt, l.adopt)
                && Objects.equals(movedFrom, l.movedFrom);
    }

    @Override
    public int hashCode() {
        return Objects.hash(isProtected, deletionPolicy, adopt, movedFrom);
    }

    @Override
    public String toString() {
        return "Lifecycle[protected=" + isProtected + ", " + deletionPolicy + ", adopt=" + adopt + ", movedFrom="
                + movedFrom + "]";
    }
}
