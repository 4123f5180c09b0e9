package io.portolan.engine;

import io.portolan.Code;
import io.portolan.Failure;

/** Which failures may pass when what is there is read again. Overridden only by an engine that is broken on purpose. */
class Verdict {
    /** Of every engine outside of tests. */
    static final Verdict STANDARD = new Verdict();

    Verdict() {}

    /** Whether what failed so is observed and planned again; else its keys are left. */
    boolean mayPass(Failure failure) {
        return failure.code().retry() != Code.Retry.NEVER && failure.code() != Code.TIMEOUT
                || failure.code() == Code.NOT_FOUND
                || isLost(failure);
    }

    /** A native call that timed out may have landed; a wait that took too long has not. */
    private static boolean isLost(Failure failure) {
        return failure.code() == Code.TIMEOUT && failure.nativeCall().isPresent();
    }
}
