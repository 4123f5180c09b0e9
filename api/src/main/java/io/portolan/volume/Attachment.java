package io.portolan.volume;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Field;
import io.portolan.model.FieldPath;
import io.portolan.model.Kind;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.model.Use;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A volume on a machine. */
public final class Attachment implements Spec {
    /** The kind. */
    public static final Kind<Attachment> KIND = Kind.of("Attachment", Attachment.class);

    /** Where the machine finds the volume: a device or a path. */
    public static final Output<String> DEVICE = Output.of("Attachment", "device", String.class);

    private record State(Ref<Volume> volume, String instance, Field<Mode> mode) {}

    private final State s;

    private Attachment(State s) {
        this.s = s;
    }

    /** A builder. */
    public static Builder of(Ref<Volume> volume, String instance) {
        return new Builder(volume, instance);
    }

    /** The volume. */
    public Ref<Volume> volume() {
        return s.volume;
    }

    /** The machine, by the provider's id of it. */
    public String instance() {
        return s.instance;
    }

    /** Whether it may be written; default yes. */
    public Field<Mode> mode() {
        return s.mode;
    }

    /** Whether the machine may write. */
    public enum Mode {
        /** It may. */
        READ_WRITE,
        /** It may not. */
        READ_ONLY
    }

    @Override
    public Kind<Attachment> kind() {
        return KIND;
    }

    @Override
    public List<Ref<?>> references() {
        return List.of(s.volume);
    }

    @Override
    public List<Use> uses() {
        return List.of(Use.of(
                s.mode.orElse(Mode.READ_WRITE) == Mode.READ_ONLY
                        ? VolumeFeatures.ATTACH_READ_ONLY
                        : VolumeFeatures.ATTACH,
                FieldPath.of("mode")));
    }

    @Override
    public List<Problem> validate() {
        return s.instance.isBlank()
                ? List.of(Problem.of("P011", FieldPath.of("instance"), "an attachment names a machine"))
                : List.of();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder b = new Builder(s.volume, s.instance);
        b.mode = s.mode;
        return b;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Attachment other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Attachment" + s.toString().substring("State".length());
    }

    /** Builds a {@link Attachment}. */
    public static final class Builder {
        private final Ref<Volume> volume;
        private final String instance;
        private Field<Mode> mode = Field.unset();

        private Builder(Ref<Volume> volume, String instance) {
            this.volume = requireNonNull(volume, "volume");
            this.instance = requireNonNull(instance, "instance");
        }

        /** Whether it may be written; default yes. */
        public Builder mode(Mode value) {
            return mode(Field.of(value));
        }

        /** The same in three states. */
        public Builder mode(Field<Mode> value) {
            mode = requireNonNull(value, "value");
            return this;
        }

        /** The value; it is checked by {@code validate}, not here. */
        public Attachment build() {
            return new Attachment(new State(volume, instance, mode));
        }
    }
}
