package io.portolan.testkit.memory;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** One change of a batch: what is expected to be there, and what is to be there. */
final class RecordChange {
    private final RecordName name;
    private final @Nullable Rrset before;
    private final @Nullable Rrset after;

    private RecordChange(RecordName name, @Nullable Rrset before, @Nullable Rrset after) {
        this.name = requireNonNull(name, "name");
        this.before = before;
        this.after = after;
    }

    /** This is to stand where nothing stands. */
    static RecordChange add(Rrset after) {
        return new RecordChange(after.name(), null, after);
    }

    /** This is to stand in the place of that. */
    static RecordChange replace(Rrset before, Rrset after) {
        return new RecordChange(after.name(), before, after);
    }

    /** This is to go. */
    static RecordChange remove(Rrset before) {
        return new RecordChange(before.name(), before, null);
    }

    RecordName name() {
        return name;
    }

    @Nullable
    Rrset before() {
        return before;
    }

    @Nullable
    Rrset after() {
        return after;
    }

    int weight() {
        return (before == null ? 0 : before.weight()) + (after == null ? 0 : after.weight());
    }

    @Override
    public String toString() {
        return before == null ? "+ " + after : after == null ? "- " + before : "~ " + after + " for " + before;
    }
}
