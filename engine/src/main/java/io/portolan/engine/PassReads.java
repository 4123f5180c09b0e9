package io.portolan.engine;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.spi.Timekeeper;
import io.portolan.spi.driver.Reads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads that are asked once in a pass, and repeated where that can help. With a moment from which answers count, a pass is endless: polls of
 * many resources share what was read since then.
 */
final class PassReads implements Reads {
    private static final int ATTEMPTS = 6;
    private static final Duration FIRST = Duration.ofMillis(200);

    private record Answer(@Nullable Object value, @Nullable PortolanException failure, Instant at) {}

    /** One read of the pass. */
    private static final class Asked {
        private @Nullable Answer last;
    }

    private final Timekeeper time;
    private final Meter meter;
    private final Map<List<Object>, Asked> answers = new ConcurrentHashMap<>();

    PassReads(Timekeeper time, Meter meter) {
        this.time = time;
        this.meter = meter;
    }

    @Override
    public <T> T once(String what, Object arguments, Supplier<T> read) {
        return since(Instant.MIN).once(what, arguments, read);
    }

    /** The same answers, as far as they were read at or after this moment. */
    Reads since(Instant earliest) {
        return new Reads() {
            @Override
            public <T> T once(String what, Object arguments, Supplier<T> read) {
                return PassReads.this.once(what, arguments, read, earliest);
            }
        };
    }

    @SuppressWarnings("unchecked") // what and arguments name one read, which has one type
    private <T> T once(String what, Object arguments, Supplier<T> read, Instant earliest) {
        Asked asked = answers.computeIfAbsent(List.of(what, arguments), name -> new Asked());
        Answer known;
        synchronized (asked) { // who asks for the same waits for the one that reads; other reads go on
            known = asked.last;
            if (known == null || known.at.isBefore(earliest)) {
                known = ask(read);
                asked.last = known;
            }
        }
        if (known.failure != null) {
            throw known.failure;
        }
        return (T) Objects.requireNonNull(known.value);
    }

    private <T> Answer ask(Supplier<T> read) {
        Duration wait = FIRST;
        for (int attempt = 1; ; attempt++) {
            Instant start = time.now();
            try {
                return new Answer(read.get(), null, start);
            } catch (PortolanException e) {
                if (attempt == ATTEMPTS || !helps(e.code())) {
                    return new Answer(null, e, start);
                }
                meter.retried();
                pause(e.failure().retryAfter().orElse(wait), e);
                wait = wait.multipliedBy(2);
            }
        }
    }

    /** What is throttled has been repeated by the wire. */
    private static boolean helps(Code code) {
        return code == Code.UNAVAILABLE || code == Code.TIMEOUT || code == Code.NOT_READY;
    }

    private void pause(Duration wait, PortolanException cause) {
        try {
            time.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortolanException(Failure.of(Code.CANCELLED, "stopped while a read was repeated"), cause);
        }
    }
}
