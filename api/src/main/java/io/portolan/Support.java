package io.portolan;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Feature;
import io.portolan.model.Use;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a driver holds, as data: for each feature a level, a note and, where the feature has a value, the range. A feature that is not
 * listed is {@link Level#UNSUPPORTED}, so that an older plug-in refuses what a newer model added instead of ignoring it.
 */
public final class Support {
    /** How one feature is held. */
    public static final class Entry {
        private final Level level;
        private final String note;
        private final @Nullable Comparable<?> min;
        private final @Nullable Comparable<?> max;

        private Entry(Level level, String note, @Nullable Comparable<?> min, @Nullable Comparable<?> max) {
            this.level = requireNonNull(level, "level");
            this.note = requireNonNull(note, "note");
            this.min = min;
            this.max = max;
        }

        /** The level. */
        public Level level() {
            return level;
        }

        /** With EMULATED: how. With DEGRADED: what is lost. Else empty. */
        public String note() {
            return note;
        }

        /** The smallest value held, if the feature has a value. */
        public Optional<Comparable<?>> min() {
            return Optional.ofNullable(min);
        }

        /** The largest value held, if the feature has a value. */
        public Optional<Comparable<?>> max() {
            return Optional.ofNullable(max);
        }

        /** Whether this value lies in the range; true where there is none. */
        public boolean holds(Comparable<?> value) {
            return (min == null || compare(min, value) <= 0) && (max == null || compare(value, max) <= 0);
        }

        @SuppressWarnings("unchecked")
        private static int compare(Comparable<?> a, Comparable<?> b) {
            return ((Comparable<Object>) a).compareTo(b);
        }

        @Override
        public boolean equals(@Nullable Object o) {
            return o instanceof Entry e
                    && level == e.level
                    && note.equals(e.note)
                    && Objects.equals(min, e.min)
                    && Objects.equals(max, e.max);
        }

        @Override
        public int hashCode() {
            return Objects.hash(level, note, min, max);
        }

        @Override
        public String toString() {
            return level
                    + (note.isEmpty() ? "" : " (" + note + ")")
                    + (min == null && max == null ? "" : " " + min + ".." + max);
        }
    }

    private static final Entry ABSENT = new Entry(Level.UNSUPPORTED, "", null, null);

    private final Map<Feature, Entry> entries;

    private Support(Map<Feature, Entry> entries) {
        // In the order of features, and looked up by hash: a plan of many resources does it often.
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** A builder; nothing is held until it is said. */
    public static Builder builder() {
        return new Builder();
    }

    /** All that is listed, in the order of features. */
    public Map<Feature, Entry> entries() {
        return entries;
    }

    /** How a feature is held; UNSUPPORTED where it is not listed. */
    public Entry of(Feature feature) {
        return entries.getOrDefault(feature, ABSENT);
    }

    /** How one use is held: UNSUPPORTED also where the value lies outside of the range. */
    public Level of(Use use) {
        Entry entry = of(use.feature());
        return use.value().map(entry::holds).orElse(true) ? entry.level() : Level.UNSUPPORTED;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Support s && entries.equals(s.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }

    /** Builds a {@link Support}. */
    public static final class Builder {
        private final Map<Feature, Entry> entries = new TreeMap<>();

        private Builder() {}

        /** These are the provider's own. */
        public Builder natively(Feature... features) {
            for (Feature f : features) {
                entries.put(f, new Entry(Level.NATIVE, "", null, null));
            }
            return this;
        }

        /** This is the provider's own within a range, both ends included. */
        public <T extends Comparable<T>> Builder within(Feature feature, T min, T max) {
            entries.put(feature, new Entry(Level.NATIVE, "", min, max));
            return this;
        }

        /** This is had by other means: say which, and what it costs. */
        public Builder emulated(Feature feature, String how) {
            entries.put(feature, new Entry(Level.EMULATED, how, null, null));
            return this;
        }

        /** This is had with a loss: say which. */
        public Builder degraded(Feature feature, String loss) {
            entries.put(feature, new Entry(Level.DEGRADED, loss, null, null));
            return this;
        }

        /** This is refused. The same as not listing it, but said. */
        public Builder unsupported(Feature... features) {
            for (Feature f : features) {
                entries.put(f, ABSENT);
            }
            return this;
        }

        /** The table. */
        public Support build() {
            return new Support(entries);
        }
    }
}
