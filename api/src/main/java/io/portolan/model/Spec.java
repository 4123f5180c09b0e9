package io.portolan.model;

import java.util.List;

/**
 * What is wanted of one resource, in portable words. Immutable, equal by content.
 *
 * <p>A spec can be made with mistakes in it, so that all of them can be reported at once: {@link #validate()} finds them, and the
 * engine calls it before anything else.
 */
public interface Spec {

    /** The kind that this spec belongs to. */
    Kind<?> kind();

    /** Every mistake that can be seen in this spec alone; empty when there is none. Pure. */
    List<Problem> validate();

    /**
     * Every feature that this spec uses, with the value where the feature has a range. What is not listed here is not checked against
     * a provider's {@code Support}, so that each field that can be refused somewhere has its feature.
     */
    List<Use> uses();

    /** Every resource that this spec refers to, in a stable order. */
    List<Ref<?>> references();
}
