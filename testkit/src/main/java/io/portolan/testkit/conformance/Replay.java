package io.portolan.testkit.conformance;

import io.portolan.spi.NativeCall;
import java.util.HashMap;
import java.util.Map;

/** Answers reads as they were answered once. */
final class Replay implements Trouble {
    private final Map<NativeCall, Object> answers = new HashMap<>();

    private Replay() {}

    /** Remembers the answers of the reads that this makes. */
    static Replay of(Operator who, Runnable reading) {
        Replay replay = new Replay();
        who.tap().trouble(new Trouble() {
            @Override
            public Object after(NativeCall call, Object answer) {
                if (!call.isWrite() && !call.subject().isEmpty()) {
                    replay.answers.put(call, answer);
                }
                return answer;
            }
        });
        reading.run();
        who.tap().trouble(Trouble.NONE);
        return replay;
    }

    boolean isEmpty() {
        return answers.isEmpty();
    }

    @Override
    public Object after(NativeCall call, Object answer) {
        return call.isWrite() ? answer : answers.getOrDefault(call, answer);
    }
}
