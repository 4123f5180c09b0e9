package io.portolan.engine;

import io.portolan.spi.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How fast one API family at one place may be called. Without throttling answers it only bounds how many calls are in flight. A throttling answer closes the
 * gate for as long as the provider asks, and spaces the calls behind it; every success narrows the space again. Calls that were in flight together are
 * one lesson, not many.
 *
 * <p>Who waits goes in the order of lanes, then of arrival; who has waited for long goes first, so that a long apply does not shut out the others.
 */
final class Budget {
    private static final int IN_FLIGHT = 16;
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration MOST = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(10);

    /** Somebody who waits to call. */
    private record Waiter(Lane lane, Instant since, long number) {
        Lane lane(Instant now) {
            return since.plus(LONG).isAfter(now) ? lane : Lane.CHANGE;
        }
    }

    private final Timekeeper time;
    private final List<Waiter> waiting = new ArrayList<>();
    private long numbers;
    private int inFlight;
    private Instant next = Instant.EPOCH;
    private Duration space = Duration.ZERO;
    private Instant widened = Instant.EPOCH;

    Budget(Timekeeper time) {
        this.time = time;
    }

    /**
     * Waits until a call may be sent.
     *
     * @return when it was let go, for {@link #throttled}
     */
    Instant acquire(Lane lane) throws InterruptedException {
        Waiter me = enter(lane);
        try {
            while (true) {
                Duration wait = turn(me);
                if (wait.isZero()) {
                    return time.now();
                }
                time.sleep(wait);
            }
        } finally {
            leave(me);
        }
    }

    private synchronized Waiter enter(Lane lane) {
        Waiter me = new Waiter(lane, time.now(), numbers++);
        waiting.add(me);
        return me;
    }

    /** How many wait for their turn. */
    synchronized int waiters() {
        return waiting.size();
    }

    private synchronized void leave(Waiter me) {
        waiting.remove(me);
        notifyAll();
    }

    /** Returns when it is this one's turn: zero when it may go, else how long the gate stays closed. Who goes is let go here. */
    private synchronized Duration turn(Waiter me) throws InterruptedException {
        while (inFlight >= IN_FLIGHT || !isFirst(me)) {
            wait();
        }
        Instant now = time.now();
        if (next.isAfter(now)) {
            return Duration.between(now, next);
        }
        next = now.plus(space);
        inFlight++;
        return Duration.ZERO;
    }

    private boolean isFirst(Waiter me) {
        Instant now = time.now();
        return waiting.stream()
                .min(Comparator.comparing((Waiter w) -> w.lane(now)).thenComparing(Waiter::number))
                .filter(me::equals)
                .isPresent();
    }

    /** The call is over. */
    synchronized void release() {
        inFlight--;
        notifyAll();
    }

    /** It was answered. Four answers narrow the space by more than one refusal widens it, so that a provider that refuses every fifth call goes on. */
    synchronized void succeeded() {
        if (!space.isZero()) {
            space = space.toMillis() < 2 ? Duration.ZERO : space.multipliedBy(4).dividedBy(5);
        }
    }

    /**
     * It was throttled.
     *
     * @param sent when it was let go: before the space was widened the last time, and it says nothing new
     * @param after for how long the provider asks to wait; zero where it does not say
     */
    synchronized void throttled(Instant sent, Duration after) {
        Instant now = time.now();
        if (!sent.isBefore(widened)) {
            Duration doubled = space.isZero() ? FIRST : space.multipliedBy(2);
            space = doubled.compareTo(MOST) > 0 ? MOST : doubled;
            widened = now;
        }
        Instant open = now.plus(after.compareTo(space) > 0 ? after : space);
        if (open.isAfter(next)) {
            next = open;
        }
    }
}
