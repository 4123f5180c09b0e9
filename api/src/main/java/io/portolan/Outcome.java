package io.portolan;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an apply or a destroy ended: what exists now, what failed and why, what to do next. Immutable. */
public interface Outcome {
    /** The end of a run. */
    enum Status {
        /** Everything is as wanted; read back. */
        DONE,
        /** Something was tried and not everything came to be; a second run goes on from there. */
        FAILED,
        /** Refused; nothing was written. */
        REFUSED,
        /** Not now: locked, blind or waiting; the same later may succeed. */
        NOT_NOW,
        /** Asked to stop; what was begun is in the journal. */
        INTERRUPTED
    }

    /** The state of one resource at the end. */
    enum State {
        /** It is as wanted. */
        AS_WANTED,
        /** It is gone, as wanted. */
        GONE,
        /** Something of it is there, and steps are left. */
        INCOMPLETE,
        /** None of its steps was begun. */
        NOT_BEGUN,
        /** It was refused. */
        REFUSED
    }

    /** One failure. */
    interface Failed {
        /** The resource. */
        Key key();

        /** The number of the step in the plan; 0 when it failed while reading or planning. */
        int step();

        /** What failed and why. */
        Failure failure();
    }

    /** The plan that was applied. */
    Plan plan();

    /** How it ended. */
    Status status();

    /** The state of every resource of the plan. */
    Map<Key, State> states();

    /** What failed, in order. */
    List<Failed> failures();

    /** What stood in the way; with REFUSED and NOT_NOW. */
    List<Refusal> refusals();

    /** The native parts of a resource at the end. */
    List<NativeId> parts(Key key);

    /** An output of a resource at the end; empty where it does not exist. */
    <T> Optional<T> get(Key key, Output<T> output);

    /** An output of a resource of the stack at the end. */
    default <S extends Spec, T> Optional<T> get(Ref<S> ref, Output<T> output) {
        return ref.key().flatMap(key -> get(key, output));
    }

    /** Native writes that were sent. */
    int writes();

    /** Native reads that were sent. */
    int reads();

    /** Native calls that were repeated. */
    int retries();

    /** Writes that a plan made now would have. */
    int left();
}
