package io.portolan.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an apply runs. Immutable; starts from {@link #standard()}. */
public final class ApplyOptions {
    private static final ApplyOptions STANDARD = new ApplyOptions(Duration.ofHours(2), new Cancellation(), null, "");

    private final Duration deadline;
    private final Cancellation cancellation;
    private final @Nullable String confirmed;
    private final String by;

    private ApplyOptions(Duration deadline, Cancellation cancellation, @Nullable String confirmed, String by) {
        this.deadline = deadline;
        this.cancellation = cancellation;
        this.confirmed = confirmed;
        this.by = by;
    }

    /** Two hours, nobody to cancel it. */
    public static ApplyOptions standard() {
        return STANDARD;
    }

    /** After this time nothing new begins. */
    public ApplyOptions deadline(Duration value) {
        return new ApplyOptions(requireNonNull(value, "value"), cancellation, confirmed, by);
    }

    /** By this it can be asked to stop. */
    public ApplyOptions cancellation(Cancellation value) {
        return new ApplyOptions(deadline, requireNonNull(value, "value"), confirmed, by);
    }

    /**
     * The digest that was confirmed, at least its first 8 digits: for a plan that was confirmed in another process. The plan must have it, or, where
     * the journal shows that it was begun, consist of a part of its steps.
     */
    public ApplyOptions confirmed(String digest) {
        return new ApplyOptions(deadline, cancellation, requireNonNull(digest, "digest"), by);
    }

    /** Who applies, for the journal and {@code status}. */
    public ApplyOptions by(String who) {
        return new ApplyOptions(deadline, cancellation, confirmed, requireNonNull(who, "who"));
    }

    Duration deadline() {
        return deadline;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    Optional<String> confirmed() {
        return Optional.ofNullable(confirmed);
    }

    String by() {
        return by;
    }
}
