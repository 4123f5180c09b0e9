package io.portolan.testkit.conformance;

import io.portolan.spi.NativeCall;
import io.portolan.testkit.fault.Killed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets a process die at one boundary of one write. */
final class Kills {
    /** Where it dies. */
    enum Boundary {
        /** Before the write is sent. */
        NOT_SENT,
        /** When it has had its effect, before the answer is there. */
        ANSWER_LOST,
        /** With the answer there, before the journal knows. */
        NOT_JOURNALLED
    }

    private Kills() {}

    /**
     * Runs this and lets the process die at the nth write, from 1; then the operator has a new process.
     *
     * @return whether it came so far
     */
    static boolean at(Operator who, int nth, Boundary boundary, Runnable run) {
        who.tap().trouble(new Killer(nth, boundary));
        try {
            run.run();
            who.tap().trouble(Trouble.NONE);
            return false;
        } catch (Killed e) {
            who.crash();
            return true;
        }
    }

    private static final class Killer implements Trouble {
        private final int nth;
        private final Boundary boundary;
        private int writes;
        private @Nullable Killed due;

        Killer(int nth, Boundary boundary) {
            this.nth = nth;
            this.boundary = boundary;
        }

        @Override
        public void before(NativeCall call) {
            if (call.isWrite() && ++writes == nth && boundary == Boundary.NOT_SENT) {
                throw new Killed("before " + call);
            }
        }

        @Override
        public Object after(NativeCall call, Object answer) {
            if (call.isWrite() && writes == nth) {
                Killed here = new Killed("after " + call);
                if (boundary == Boundary.ANSWER_LOST) {
                    throw here;
                }
                due = here;
            }
            return answer;
        }

        @Override
        public void journal(List<String> lines) {
            if (due != null) {
                throw due;
            }
        }
    }
}
