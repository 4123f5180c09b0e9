package io.portolan.engine;

import io.portolan.model.Feature;
import io.portolan.model.Key;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What a person has agreed to, and what a plan is for. Immutable; starts from {@link #standard()}. */
public final class PlanOptions {
    private static final PlanOptions STANDARD =
            new PlanOptions(false, Set.of(), false, false, -1, Set.of(), false, Set.of());

    private final boolean destroy;
    private final Set<Key> unprotected;
    private final boolean withRetained;
    private final boolean skipRefused;
    private final int allowDelete;
    private final Set<Feature> degraded;
    private final boolean allDegraded;
    private final Set<Key> released;

    private PlanOptions(
            boolean destroy,
            Set<Key> unprotected,
            boolean withRetained,
            boolean skipRefused,
            int allowDelete,
            Set<Feature> degraded,
            boolean allDegraded,
            Set<Key> released) {
        this.destroy = destroy;
        this.unprotected = Collections.unmodifiableSet(new TreeSet<>(unprotected));
        this.withRetained = withRetained;
        this.skipRefused = skipRefused;
        this.allowDelete = allowDelete;
        this.degraded = Collections.unmodifiableSet(new TreeSet<>(degraded));
        this.allDegraded = allDegraded;
        this.released = Collections.unmodifiableSet(new TreeSet<>(released));
    }

    /** Nothing agreed to: make the stack what it says. */
    public static PlanOptions standard() {
        return STANDARD;
    }

    /** Delete everything of the stack instead. The percentage guard does not apply: the consent is the owner's name. */
    public PlanOptions destroy() {
        return new PlanOptions(
                true, unprotected, withRetained, skipRefused, allowDelete, degraded, allDegraded, released);
    }

    /** These may be deleted or replaced though they are protected. */
    public PlanOptions unprotect(Set<Key> keys) {
        return new PlanOptions(destroy, keys, withRetained, skipRefused, allowDelete, degraded, allDegraded, released);
    }

    /** With {@link #destroy()}: retained resources go too. */
    public PlanOptions withRetained() {
        return new PlanOptions(destroy, unprotected, true, skipRefused, allowDelete, degraded, allDegraded, released);
    }

    /** What is refused is left out, with all that refers to it, instead of stopping everything. */
    public PlanOptions skipRefused() {
        return new PlanOptions(destroy, unprotected, withRetained, true, allowDelete, degraded, allDegraded, released);
    }

    /** Exactly so many resources may be deleted or replaced, whatever share of the stack that is. */
    public PlanOptions allowDelete(int resources) {
        return new PlanOptions(
                destroy, unprotected, withRetained, skipRefused, resources, degraded, allDegraded, released);
    }

    /** The losses of these features are agreed to. */
    public PlanOptions acceptDegraded(Set<Feature> features) {
        return new PlanOptions(
                destroy, unprotected, withRetained, skipRefused, allowDelete, features, allDegraded, released);
    }

    /** The losses of every feature are agreed to. */
    public PlanOptions acceptDegraded() {
        return new PlanOptions(destroy, unprotected, withRetained, skipRefused, allowDelete, degraded, true, released);
    }

    /** These are given back: they stay, without our mark. The stack does not name them any more. */
    public PlanOptions release(Set<Key> keys) {
        return new PlanOptions(
                destroy, unprotected, withRetained, skipRefused, allowDelete, degraded, allDegraded, keys);
    }

    boolean isDestroy() {
        return destroy;
    }

    boolean isUnprotected(Key key) {
        return unprotected.contains(key);
    }

    boolean isWithRetained() {
        return withRetained;
    }

    boolean isSkipRefused() {
        return skipRefused;
    }

    int allowedDeletes() {
        return allowDelete;
    }

    boolean accepts(Feature feature) {
        return allDegraded || degraded.contains(feature);
    }

    boolean isReleased(Key key) {
        return released.contains(key);
    }
}
