package io.portolan.volume;

import static java.util.Objects.requireNonNull;

import io.portolan.model.DataRate;
import io.portolan.model.DataSize;
import io.portolan.model.Field;
import io.portolan.model.FieldPath;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.model.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A block volume. */
public final class Volume implements Spec {
    /** The kind. */
    public static final Kind<Volume> KIND = Kind.of("Volume", Volume.class);

    /** The provider's id of the volume. */
    public static final Output<NativeId> ID = Output.of("Volume", "id", NativeId.class);

    private record State(
            DataSize size,
            @Nullable String zone,
            Field<Long> iops,
            Field<DataRate> throughput,
            @Nullable Ref<Snapshot> snapshot) {}

    private final State s;

    private Volume(State s) {
        this.s = s;
    }

    /** A builder of a volume of this size. */
    public static Builder of(DataSize size) {
        return new Builder(size);
    }

    /** Its size; it only ever grows. */
    public DataSize size() {
        return s.size;
    }

    /** The zone: a name of the provider, or a letter that is mapped to its zones in order. Empty: the provider's choice. */
    public Optional<String> zone() {
        return Optional.ofNullable(s.zone);
    }

    /** Operations a second; default the provider's. */
    public Field<Long> iops() {
        return s.iops;
    }

    /** Bytes a second; default the provider's. */
    public Field<DataRate> throughput() {
        return s.throughput;
    }

    /** A snapshot that it is made from; looked at only when it is created. */
    public Optional<Ref<Snapshot>> snapshot() {
        return Optional.ofNullable(s.snapshot);
    }

    @Override
    public Kind<Volume> kind() {
        return KIND;
    }

    @Override
    public List<Ref<?>> references() {
        return s.snapshot == null ? List.of() : List.of(s.snapshot);
    }

    @Override
    public List<Use> uses() {
        return VolumeFeatures.of(this);
    }

    @Override
    public List<Problem> validate() {
        List<Problem> problems = new ArrayList<>();
        if (s.size.bytes() == 0) {
            problems.add(Problem.of("P011", FieldPath.of("size"), "a volume is larger than nothing"));
        }
        s.iops.value()
                .filter(n -> n < 1)
                .ifPresent(n -> problems.add(Problem.of("P011", FieldPath.of("iops"), "iops is at least 1")));
        return problems;
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder b = new Builder(s.size);
        b.zone = s.zone;
        b.iops = s.iops;
        b.throughput = s.throughput;
        b.snapshot = s.snapshot;
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Volume other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Volume" + s.toString().substring("State".length());
    }

    /** Builds a {@link Volume}. */
    public static final class Builder {
        private final DataSize size;
        private @Nullable String zone;
        private Field<Long> iops = Field.unset();
        private Field<DataRate> throughput = Field.unset();
        private @Nullable Ref<Snapshot> snapshot;

        private Builder(DataSize size) {
            this.size = requireNonNull(size, "size");
        }

        /** The zone: a name of the provider, or a letter that is mapped to its zones in order. Empty: the provider's choice. */
        public Builder zone(String value) {
            zone = requireNonNull(value, "value");
            return this;
        }

        /** Operations a second; default the provider's. */
        public Builder iops(Long value) {
            return iops(Field.of(value));
        }

        /** The same in three states. */
        public Builder iops(Field<Long> value) {
            iops = requireNonNull(value, "value");
            return this;
        }

        /** Bytes a second; default the provider's. */
        public Builder throughput(DataRate value) {
            return throughput(Field.of(value));
        }

        /** The same in three states. */
        public Builder throughput(Field<DataRate> value) {
            throughput = requireNonNull(value, "value");
            return this;
        }

        /** A snapshot that it is made from; looked at only when it is created. */
        public Builder snapshot(Ref<Snapshot> value) {
            snapshot = requireNonNull(value, "value");
            return this;
        }

        /** The value; it is checked by {@code validate}, not here. */
        public Volume build() {
            return new Volume(new State(size, zone, iops, throughput, snapshot));
        }
    }
}
