package io.portolan.testkit.fault;

import static java.util.Objects.requireNonNull;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Timekeeper;
import io.portolan.spi.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/**
 * Puts the faults of a {@link FaultPlan} between an engine and a provider. One of these counts the calls of a whole scenario, over engines that come
 * and go; {@link #between()} is given to each. Each call has two boundaries: before it is sent, and after it was done. Deterministic where the calls
 * come in one order.
 */
public final class FaultyWire {
    private static final Duration STALENESS = Duration.ofSeconds(10);
    private static final int REPEATED = 8;

    private record Seen(Object answer, Instant at) {}

    private final FaultPlan plan;
    private final Timekeeper time;
    private final IntConsumer halving;
    private final Map<NativeCall, Seen> answers = new HashMap<>();
    private final Map<NativeCall, Integer> failing = new HashMap<>();
    private final List<String> happened = new ArrayList<>();
    private int calls;
    private int writes;
    private boolean quiet;

    private FaultyWire(FaultPlan plan, Timekeeper time, IntConsumer halving) {
        this.plan = requireNonNull(plan, "plan");
        this.time = requireNonNull(time, "time");
        this.halving = requireNonNull(halving, "halving");
    }

    /** A wire with these faults, for providers whose batches don't break. */
    public static FaultyWire of(FaultPlan plan, Timekeeper time) {
        return new FaultyWire(plan, time, batches -> {});
    }

    /** The same, where this lets the next batches break in the middle, as many as it is told. */
    public FaultyWire halving(IntConsumer breakBatches) {
        return new FaultyWire(plan, time, breakBatches);
    }

    /** What stands between an engine and a provider. */
    public UnaryOperator<Wire> between() {
        return inner -> new Wire() {
            @Override
            public <R> R call(NativeCall call, Exchange<R> exchange) {
                return FaultyWire.this.call(inner, call, exchange);
            }
        };
    }

    /** From now on nothing goes wrong any more. */
    public synchronized void quiet() {
        quiet = true;
    }

    /** How many calls there were. */
    public synchronized int calls() {
        return calls;
    }

    /** How many of them were writes. */
    public synchronized int writes() {
        return writes;
    }

    /** Every fault that happened, as {@code 17 ANSWER_LOST zone.create}. */
    public synchronized List<String> happened() {
        return List.copyOf(happened);
    }

    private <R> R call(Wire inner, NativeCall call, Wire.Exchange<R> exchange) {
        Fault fault = draw(call).orElse(null);
        if (fault == null) {
            return kept(call, inner.call(call, exchange));
        }
        switch (fault) {
            case NOT_SENT, READ_FAILS -> throw failure(Code.UNAVAILABLE, call, fault);
            case THROTTLED -> throw failure(Code.THROTTLED, call, fault);
            case CONFLICT -> throw failure(Code.CONFLICT, call, fault);
            case KILL_BEFORE -> throw new Killed("before " + call);
            case STALE_READ -> {
                Optional<R> stale = stale(call);
                return stale.isPresent() ? stale.get() : kept(call, inner.call(call, exchange));
            }
            case HALF_BATCH -> {
                halving.accept(1);
                try {
                    return inner.call(call, exchange);
                } finally {
                    halving.accept(0);
                }
            }
            case ANSWER_LOST, TIMEOUT, KILL_AFTER -> {
                inner.call(call, exchange);
                if (fault == Fault.KILL_AFTER) {
                    throw new Killed("after " + call);
                }
                throw failure(fault == Fault.TIMEOUT ? Code.TIMEOUT : Code.UNAVAILABLE, call, fault);
            }
        }
        throw new IllegalStateException("no such fault: " + fault);
    }

    private synchronized Optional<Fault> draw(NativeCall call) {
        calls++;
        writes += call.isWrite() ? 1 : 0;
        if (quiet) {
            return Optional.empty();
        }
        int left = failing.getOrDefault(call, 0);
        if (left > 0) {
            failing.put(call, left - 1);
            return Optional.of(Fault.READ_FAILS);
        }
        Optional<Fault> fault = plan.of(calls, call.isWrite());
        fault.ifPresent(f -> happened.add(calls + " " + f + " " + call));
        if (fault.isPresent() && fault.get() == Fault.READ_FAILS) {
            failing.put(call, REPEATED);
        }
        return fault;
    }

    private static PortolanException failure(Code code, NativeCall call, Fault fault) {
        Failure failure = Failure.of(code, "injected: " + fault).nativeCall(call.name());
        return new PortolanException(code == Code.THROTTLED ? failure.retryAfter(Duration.ofSeconds(1)) : failure);
    }

    private synchronized <R> R kept(NativeCall call, R answer) {
        if (!call.isWrite() && !call.subject().isEmpty()) {
            answers.put(call, new Seen(requireNonNull(answer, "answer"), time.now()));
        }
        return answer;
    }

    @SuppressWarnings("unchecked") // one name and subject ask for one type
    private synchronized <R> Optional<R> stale(NativeCall call) {
        Seen seen = answers.get(call);
        return seen == null || seen.at.plus(STALENESS).isBefore(time.now())
                ? Optional.empty()
                : Optional.of((R) seen.answer);
    }
}
