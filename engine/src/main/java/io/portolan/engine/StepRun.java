package io.portolan.engine;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Poll;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Running;
import io.portolan.spi.driver.Slot;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One step while it runs: its arguments, token and journal; its call, then its wait. Used by one thread at a time. */
final class StepRun implements Running {
    /** What one attempt came to: done, or to be tried again after a while. */
    record Attempt(boolean done, Duration again) {
        static final Attempt DONE = new Attempt(true, Duration.ZERO);

        static Attempt again(Duration in) {
            return new Attempt(false, in);
        }
    }

    private static final Duration BACKOFF = Duration.ofMillis(500);
    private static final int REPEATS = 5;
    private static final Duration YOUNG = Duration.ofSeconds(30);

    private final RunContext run;
    private final Node node;
    private final Map<String, Object> arguments = new LinkedHashMap<>();
    private final Set<Slot> filled = new HashSet<>();
    private final Journal.Batch facts;
    private @Nullable String token;
    private @Nullable String intent;
    private @Nullable Object answer;
    private boolean called;
    private @Nullable Instant firstRefusal;
    private int repeats;
    /** Whether an earlier attempt, here or in a run before, may have landed: its token is not voided by what a later one is told. */
    private boolean uncertain;

    private Instant waitingSince = Instant.EPOCH;
    private Instant readFrom = Instant.EPOCH;

    StepRun(RunContext run, Node node) {
        this.run = run;
        this.node = node;
        this.facts = run.journal().batch();
    }

    Node node() {
        return node;
    }

    /** Whether its call is over and only its wait is left. */
    boolean isWaiting() {
        return called && !node.isWait();
    }

    /**
     * Tries once: the call, or one look.
     *
     * @throws PortolanException when it has failed, after all that repeating can do; without the secrets that the call was given
     */
    Attempt attempt() {
        try {
            return unguarded();
        } catch (PortolanException e) {
            throw Redaction.of(e, arguments.values());
        }
    }

    private Attempt unguarded() {
        if (!called) {
            Instant open = run.journal().lingersUntil(node.vacated());
            if (open.isAfter(run.time().now())) {
                return Attempt.again(Duration.between(run.time().now(), open));
            }
            try {
                call();
            } catch (PortolanException e) {
                return refused(e);
            }
        }
        return node.call().waiting().isPresent() ? look(node.call()) : Attempt.DONE;
    }

    private void call() {
        resolve();
        if (node.isWait()) {
            answer = node.call().run(this);
        } else {
            prepare();
            EngineWire.Permit permit = new EngineWire.Permit(
                    node.step().nativeCall(), node.id(), node.keys().get(0), run.journal()::isCurrent);
            answer = run.wire().within(permit, () -> node.call().run(this));
            finish();
        }
        called = true;
        waitingSince = run.time().now();
        readFrom = waitingSince;
    }

    private void resolve() {
        arguments.clear();
        node.step()
                .arguments()
                .forEach((name, value) ->
                        arguments.put(name, value instanceof Value<?> v ? v.get(run.slots()) : value));
        // A place that was known when planned is in the journal already.
        node.step()
                .placeToBe()
                .ifPresent(place -> run.journal()
                        .batch()
                        .place(place.get(run.slots()), node.keys().get(0).kind())
                        .write(true));
    }

    /** Persists the intent of what must not be repeated blindly. */
    private void prepare() {
        Repeat repeat = node.step().repeat();
        if (repeat != Repeat.TOKEN && repeat != Repeat.BLIND) {
            return;
        }
        String digest = run.fingerprint().intent(run.owner(), node.step(), arguments);
        Optional<String> open = run.journal().intent(digest).map(Journal.Intent::token);
        uncertain |= open.isPresent() && intent == null;
        intent = digest;
        token = open.orElseGet(run::newToken);
        // One without a token is noted at each send: what this one makes has its own time to show.
        if (open.isEmpty() || repeat == Repeat.BLIND) {
            Journal.Intent sent = new Journal.Intent(
                    digest,
                    token,
                    node.step().nativeCall(),
                    node.keys().toString(),
                    run.time().now(),
                    repeat == Repeat.BLIND);
            run.journal().batch().intent(sent).write(true);
        }
    }

    private void finish() {
        for (Slot slot : node.step().fills()) {
            if (!filled.contains(slot)) {
                throw new PortolanException(Failure.of(
                                Code.INTERNAL,
                                "the driver did not fill " + slot + " in "
                                        + node.step().nativeCall())
                        .remedy("report this to the author of the provider"));
            }
        }
        settle();
    }

    /** What is known at the end of the call goes to disk in one write. */
    private void settle() {
        Instant now = run.time().now();
        if (intent != null) {
            facts.closed(intent);
        }
        node.step().deleted().ifPresent(id -> facts.gone(id, now));
        node.lingering().forEach((id, linger) -> facts.linger(id, now.plus(linger)));
        facts.write(true);
    }

    private Attempt refused(PortolanException e) {
        Code code = e.code();
        uncertain |= code == Code.UNAVAILABLE || code == Code.TIMEOUT;
        Instant now = run.time().now();
        if (node.step().type() == Step.Type.DELETE && code == Code.NOT_FOUND) {
            boolean young = node.step().ids().stream()
                    .anyMatch(id -> run.journal().madeAt(id).plus(YOUNG).isAfter(now));
            if (young) {
                return waitFor(e, now);
            }
            settle();
            called = true;
            return Attempt.DONE;
        }
        switch (code) {
            case THROTTLED -> {
                run.meter().retried();
                return repeats++ < 4 * REPEATS
                        ? Attempt.again(e.failure().retryAfter().orElse(BACKOFF.multipliedBy(repeats)))
                        : failed(e);
            }
            case NOT_READY -> {
                return waitFor(e, now);
            }
            case IN_USE -> {
                return node.step().type() == Step.Type.DELETE ? waitFor(e, now) : failed(e);
            }
            case NOT_FOUND -> {
                boolean young = run.madeSince(now.minus(YOUNG));
                return young ? waitFor(e, now) : failed(e);
            }
            case UNAVAILABLE, TIMEOUT -> {
                Repeat repeat = node.step().repeat();
                boolean repeatable = repeat == Repeat.SAFE || repeat == Repeat.TOKEN;
                if (repeatable && repeats < REPEATS && !run.isStopping()) {
                    run.meter().retried();
                    return Attempt.again(BACKOFF.multipliedBy(1L << repeats++));
                }
                return failed(e);
            }
            default -> {
                return failed(e);
            }
        }
    }

    private Attempt waitFor(PortolanException e, Instant now) {
        if (firstRefusal == null) {
            firstRefusal = now;
        }
        if (firstRefusal.plus(node.step().patience()).isBefore(now)) {
            return failed(e);
        }
        run.meter().retried();
        return Attempt.again(node.step().every());
    }

    /** A known failure voids the token; where the call may have landed, the intent stays open. */
    private Attempt failed(PortolanException e) {
        boolean mayHaveLanded = uncertain || e.code() == Code.CANCELLED;
        if (intent != null && !mayHaveLanded && e.code() != Code.FENCED) {
            facts.closed(intent).write(true);
        }
        throw e;
    }

    @SuppressWarnings("unchecked") // the answer is of the call's type
    private <R> Attempt look(Call<R> call) {
        Call.Wait<R> wait = call.waiting().orElseThrow();
        Instant now = run.time().now();
        Poll.Progress progress;
        try {
            progress = wait.poll()
                    .look(
                            this,
                            (R) java.util.Objects.requireNonNull(answer, "answer"),
                            run.polls().since(readFrom));
        } catch (PortolanException e) {
            if (e.code().retry() == Code.Retry.NEVER) {
                throw e;
            }
            progress = Poll.Progress.again(Duration.ofSeconds(2));
        }
        if (progress.failure().isPresent()) {
            throw new PortolanException(progress.failure().get());
        }
        if (progress.again().isEmpty()) {
            return Attempt.DONE;
        }
        if (!waitingSince.plus(wait.most()).isAfter(now)) {
            if (wait.onTimeout() == Call.OnTimeout.PROCEED) {
                return Attempt.DONE;
            }
            throw new PortolanException(
                    Failure.of(Code.TIMEOUT, "waited for " + wait.most().toSeconds() + " s until " + wait.what())
                            .remedy("look at the provider's side, then apply again"));
        }
        Duration again = progress.again().get();
        readFrom = now.plus(again.dividedBy(2));
        return Attempt.again(again);
    }

    @Override
    public <T> T get(String name, Class<T> type) {
        Object value = arguments.get(name);
        if (value == null) {
            throw new PortolanException(Failure.of(
                            Code.INTERNAL,
                            "the driver asks " + node.step().nativeCall() + " for an argument that is not printed: "
                                    + name)
                    .remedy("report this to the author of the provider"));
        }
        return type.cast(value);
    }

    @Override
    public <T> void fill(Key key, Output<T> output, T value) {
        Slot slot = Slot.of(key, output);
        if (!node.step().fills().contains(slot)) {
            throw new PortolanException(Failure.of(
                            Code.INTERNAL, node.step().nativeCall() + " fills " + slot + ", which it did not promise")
                    .remedy("report this to the author of the provider"));
        }
        filled.add(slot);
        run.fill(slot, output.type().cast(value));
    }

    @Override
    public void made(Key key, NativeId id) {
        run.made(id);
        facts.made(id, key, run.time().now());
    }

    @Override
    public void gone(NativeId id) {
        facts.gone(id, run.time().now());
    }

    @Override
    public String token() {
        if (token == null) {
            throw new PortolanException(
                    Failure.of(Code.INTERNAL, node.step().nativeCall() + " has no token: it does not repeat by TOKEN")
                            .remedy("report this to the author of the provider"));
        }
        return token;
    }
}
