package io.portolan.engine;

import io.portolan.Code;
import io.portolan.Event;
import io.portolan.EventListener;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.model.Key;
import io.portolan.model.Secret;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Provider;
import io.portolan.spi.Timekeeper;
import io.portolan.spi.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The interceptor of every native call of one provider. A write is let through only from within the step that names it, once; the lease is
 * looked at before each; throttling goes to the budget, and a throttled read is repeated when that allows; native exceptions become failures.
 */
final class EngineWire implements Wire {
    /** The step that runs on a thread. */
    static final class Permit {
        final String call;
        final int step;
        final Key key;
        final BooleanSupplier lease;
        boolean used;

        Permit(String call, int step, Key key, BooleanSupplier lease) {
            this.call = call;
            this.step = step;
            this.key = key;
            this.lease = lease;
        }
    }

    private static final int ATTEMPTS = 10;
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration MOST = Duration.ofSeconds(5);

    private final Timekeeper time;
    private final Wire inner;
    private final List<Secret> secrets;
    private final Budgets budgets;
    private final Set<String> reads = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<@Nullable Permit> permit = new ThreadLocal<>();
    private @Nullable Provider provider;
    private volatile String place = "";
    private volatile Lane lane = Lane.CHANGE;
    private volatile Meter meter = new Meter();
    private volatile EventListener listener = EventListener.none();

    /**
     * A wire.
     *
     * @param secrets what no failure may repeat: the provider's settings
     */
    EngineWire(Timekeeper time, UnaryOperator<Wire> interceptor, List<Secret> secrets, Budgets budgets) {
        this.budgets = budgets;
        this.secrets = secrets;
        this.time = time;
        this.inner = interceptor.apply(this::exchange);
    }

    void provider(Provider value, String at) {
        provider = value;
        place = at;
    }

    /** The names of the calls that were made to read, since this provider was made. */
    Set<String> reads() {
        return Set.copyOf(reads);
    }

    /** Whom what comes now is counted for, and told, and in which lane it goes. */
    void meter(Meter value, EventListener events, Lane of) {
        meter = value;
        listener = events;
        lane = of;
    }

    /** Lets the current thread make the one write of a step while the work runs. */
    <R> R within(Permit step, java.util.function.Supplier<R> work) {
        permit.set(step);
        try {
            return work.get();
        } finally {
            permit.remove();
        }
    }

    @Override
    public <R> R call(NativeCall call, Exchange<R> exchange) {
        Permit step = permit.get();
        if (call.isWrite()) {
            allow(call, step);
        }
        Budget budget = budgets.of(place, call.family());
        Duration wait = FIRST;
        for (int attempt = 1; ; attempt++) {
            try {
                return send(call, exchange, budget, step);
            } catch (PortolanException e) {
                // A throttled write is its step's to repeat, with a look at the journal. A read is repeated here, one
                // page of a list and not the list.
                if (call.isWrite() || e.code() != Code.THROTTLED || attempt == ATTEMPTS) {
                    throw e;
                }
                meter.retried();
                pause(wait, call, e);
                wait = wait.multipliedBy(2).compareTo(MOST) > 0 ? MOST : wait.multipliedBy(2);
            }
        }
    }

    private void pause(Duration wait, NativeCall call, PortolanException cause) {
        try {
            time.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortolanException(Failure.of(Code.CANCELLED, "stopped before " + call + " was repeated"), cause);
        }
    }

    private <R> R send(NativeCall call, Exchange<R> exchange, Budget budget, @Nullable Permit step) {
        Instant sent;
        try {
            sent = budget.acquire(lane);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortolanException(Failure.of(Code.CANCELLED, "stopped before " + call + " was sent"), e);
        }
        Instant start = time.now();
        meter.called(call.isWrite());
        if (!call.isWrite()) {
            reads.add(call.name());
        }
        try {
            R answer = inner.call(call, exchange);
            budget.succeeded();
            event(call, step, start, "");
            return answer;
        } catch (PortolanException raw) {
            PortolanException e = Redaction.of(raw, secrets);
            if (e.code() == Code.THROTTLED) {
                budget.throttled(sent, e.failure().retryAfter().orElse(Duration.ZERO));
            }
            event(call, step, start, e.code().name());
            throw e.failure().nativeCall().isPresent()
                    ? e
                    : new PortolanException(e.failure().nativeCall(call.name()), e);
        } finally {
            budget.release();
        }
    }

    private void allow(NativeCall call, @Nullable Permit step) {
        if (step == null || !step.call.equals(call.name()) || step.used) {
            String why = step == null
                    ? "outside of a step: observing and planning write nothing"
                    : step.used ? "a second time within one step" : "within step " + step.call;
            throw new PortolanException(Failure.of(Code.INTERNAL, "the driver writes " + call + " " + why)
                    .nativeCall(call.name())
                    .remedy("report this to the author of the provider"));
        }
        if (!step.lease.getAsBoolean()) {
            throw new PortolanException(Failure.of(Code.FENCED, "another engine has taken over this stack")
                    .nativeCall(call.name()));
        }
        step.used = true;
    }

    private void event(NativeCall call, @Nullable Permit step, Instant start, String detail) {
        Instant now = time.now();
        listener.on(Event.of(
                now,
                Event.What.CALLED,
                step == null ? null : step.key,
                step == null ? 0 : step.step,
                call.name(),
                Duration.between(start, now),
                detail));
    }

    private <R> R exchange(NativeCall call, Exchange<R> exchange) {
        try {
            return exchange.send();
        } catch (PortolanException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortolanException(Failure.of(Code.UNAVAILABLE, "stopped while " + call + " was in flight"), e);
        } catch (Exception e) {
            Provider mapper = provider;
            Failure failure = mapper == null
                    ? Failure.of(Code.INTERNAL, String.valueOf(e.getMessage()))
                    : mapper.classify(call.name(), e);
            throw new PortolanException(
                    failure.nativeCall().isPresent() ? failure : failure.nativeCall(call.name()), e);
        }
    }
}
