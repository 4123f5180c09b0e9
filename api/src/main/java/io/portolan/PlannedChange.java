package io.portolan;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a plan does to one resource. */
public final class PlannedChange {

    private record State(Key key, Action action, List<FieldChange> fields, String note) {}

    private final State s;

    private PlannedChange(State s) {
        this.s = s;
    }

    /** A builder. */
    public static Builder of(Key key, Action action) {
        return new Builder(key, action);
    }

    /** The resource. */
    public Key key() {
        return s.key;
    }

    /** What happens to it. */
    public Action action() {
        return s.action;
    }

    /** The fields that differ. */
    public List<FieldChange> fields() {
        return s.fields;
    }

    /** A remark for people, such as the earlier name; may be empty. */
    public String note() {
        return s.note;
    }

    /** What happens to a resource. */
    public enum Action {
        /** It is made. */
        CREATE,
        /** It is changed in place. */
        CHANGE,
        /** A new one is made, then the old one goes. */
        REPLACE,
        /** What exists becomes ours. */
        ADOPT,
        /** It goes. */
        DELETE,
        /** It stays, no longer ours. */
        RELEASE,
        /** It stays with our mark, retained or protected, though no spec names it. */
        KEEP,
        /** It is as wanted. */
        NONE
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder b = new Builder(s.key, s.action);
        b.fields = new ArrayList<>(s.fields);
        b.note = s.note;
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof PlannedChange other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "PlannedChange" + s.toString().substring("State".length());
    }

    /** Builds a {@link PlannedChange}. */
    public static final class Builder {
        private final Key key;
        private final Action action;
        private List<FieldChange> fields = new ArrayList<>();
        private String note = "";

        private Builder(Key key, Action action) {
            this.key = requireNonNull(key, "key");
            this.action = requireNonNull(action, "action");
        }

        /** Adds one of fields. */
        public Builder field(FieldChange value) {
            fields.add(requireNonNull(value, "value"));
            return this;
        }

        /** The fields that differ. Replaces them all. */
        public Builder fields(List<FieldChange> values) {
            fields = new ArrayList<>(values);
            return this;
        }

        /** A remark for people, such as the earlier name; may be empty. */
        public Builder note(String value) {
            note = requireNonNull(value, "value");
            return this;
        }

        /** The value; it is checked by {@code validate}, not here. */
        public PlannedChange build() {
            return new PlannedChange(new State(key, action, List.copyOf(fields), note));
        }
    }
}
