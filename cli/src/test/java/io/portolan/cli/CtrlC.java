package io.portolan.cli;

import io.portolan.cli.apply.Interrupts;

/** Presses Ctrl-C in this process; between commands it is heard by nobody, instead of ending the tests. */
final class CtrlC implements AutoCloseable {
    private final Interrupts nobody = Interrupts.on(n -> {});

    /** Once. By reflection, as javac warns of the class. */
    static void press() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            signal.getMethod("raise", signal)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM has no signals", e);
        }
    }

    @Override
    public void close() {
        nobody.close();
    }
}
