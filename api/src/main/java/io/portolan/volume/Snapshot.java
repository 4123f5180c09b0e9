package io.portolan.volume;

import static java.util.Objects.requireNonNull;

import io.portolan.model.FieldPath;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.model.Use;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A volume's content at one moment: the moment when it is first made. It is never made again while it is there. */
public final class Snapshot implements Spec {
    /** The kind. */
    public static final Kind<Snapshot> KIND = Kind.of("Snapshot", Snapshot.class);

    /** The provider's id of the snapshot. */
    public static final Output<NativeId> ID = Output.of("Snapshot", "id", NativeId.class);

    private record State(Ref<Volume> volume) {}

    private final State s;

    private Snapshot(State s) {
        this.s = s;
    }

    /** A snapshot of this volume. */
    public static Snapshot of(Ref<Volume> volume) {
        return new Snapshot(new State(requireNonNull(volume, "volume")));
    }

    /** The volume. */
    public Ref<Volume> volume() {
        return s.volume;
    }

    @Override
    public Kind<Snapshot> kind() {
        return KIND;
    }

    @Override
    public List<Ref<?>> references() {
        return List.of(s.volume);
    }

    @Override
    public List<Use> uses() {
        return List.of(Use.of(VolumeFeatures.SNAPSHOT, FieldPath.ROOT));
    }

    @Override
    public List<Problem> validate() {
        return List.of();
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Snapshot other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Snapshot" + s.toString().substring("State".length());
    }
}
