package io.portolan.testkit.fault;

import io.portolan.spi.NativeCall;

/** The process was killed here: an error, so that nothing on the way catches it and nothing after it runs. */
public final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(NativeCall call, String when) {
        super("killed " + when + " " + call);
    }
}
