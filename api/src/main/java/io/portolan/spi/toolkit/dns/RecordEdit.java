package io.portolan.spi.toolkit.dns;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Running;
import io.portolan.spi.driver.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One change of a batch: what is to stand at a name and type of a zone, in place of what stands there now. What is sent comes from {@link #sent} and
 * {@link #condition}, which give what the step shows.
 */
public final class RecordEdit {
    private final Key key;
    private final Value<NativeId> zone;
    private final @Nullable NativeRecordSet before;
    private final RecordContent after;

    RecordEdit(Key key, Value<NativeId> zone, @Nullable NativeRecordSet before, RecordContent after) {
        this.key = requireNonNull(key, "key");
        this.zone = requireNonNull(zone, "zone");
        this.before = before;
        this.after = requireNonNull(after, "after");
    }

    /** The key that it is for. */
    public Key key() {
        return key;
    }

    /** The zone, which may be about to be made. */
    public Value<NativeId> zone() {
        return zone;
    }

    /** What stands there now; empty: nothing. */
    public Optional<NativeRecordSet> before() {
        return Optional.ofNullable(before);
    }

    /** What is to stand there. */
    public RecordContent after() {
        return after;
    }

    /** What is to stand there, as an argument of the running step. */
    public RecordContent sent(Running run) {
        return run.get(after.label(), RecordContent.class);
    }

    /** The version that stands there, as a condition of the running step; empty: nothing may stand there. */
    public String condition(Running run) {
        return run.get(conditionName(), String.class);
    }

    /** Reports, when the batch has been written, what it took away. */
    public void report(Running run) {
        if (before != null && after.isEmpty()) {
            run.gone(before.incarnation());
        }
    }

    String conditionName() {
        return after.label() + " at version";
    }

    /** Whether it is so already. */
    boolean isDone() {
        return before != null && before.content().equals(after);
    }

    @Override
    public String toString() {
        return key + " " + after.label() + " " + after;
    }
}
