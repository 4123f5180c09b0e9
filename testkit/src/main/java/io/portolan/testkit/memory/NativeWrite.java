package io.portolan.testkit.memory;

import io.portolan.Code;
import io.portolan.PortolanException;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Call.OnTimeout;
import io.portolan.spi.driver.Poll;
import io.portolan.spi.driver.Poll.Progress;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Running;
import io.portolan.spi.driver.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Turns a step's description into its call: every argument goes to the wire, and nothing else does. */
final class NativeWrite {
    private static final Duration MOST = Duration.ofMinutes(10);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final MemoryClient client;
    private final Flaws flaws;

    NativeWrite(MemoryClient client, Flaws flaws) {
        this.client = client;
        this.flaws = flaws;
    }

    /** The call of a step; {@code then} gets the answer. */
    Call<Answer> call(Step step, BiConsumer<Running, Answer> then) {
        return step.call(run -> {
            Answer answer = send(step, run);
            then.accept(run, answer);
            return answer;
        });
    }

    /** Sends what the step says. */
    Answer send(Step step, Running run) {
        try {
            return client.write(step.nativeCall(), arguments(step, run));
        } catch (PortolanException e) {
            if (e.code() == Code.IN_USE && flaws.has(Broken.IN_USE_IS_GONE)) {
                return Answer.none();
            }
            throw e;
        }
    }

    private Map<String, Object> arguments(Step step, Running run) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (String name : step.arguments().keySet()) {
            if (!flaws.omits(step, name)) {
                arguments.put(name, run.get(name, Object.class));
            }
        }
        if (step.repeat() == Repeat.TOKEN && flaws.sendsTokens()) {
            arguments.put("@token", run.token());
        }
        flaws.tamper(step, arguments);
        return arguments;
    }

    /** The same, done when the operation that the answer names is. */
    Call<Answer> operation(Call<Answer> call) {
        return flaws.waits() ? call.until("the operation is done", this::look, MOST, OnTimeout.FAIL) : call;
    }

    private Progress look(Running run, Answer answer, Reads reads) {
        String id = answer.operation();
        if (id == null) {
            return Progress.done();
        }
        OperationState state = reads.once(NativeWords.operation(client.temper()), id, () -> client.operation(id));
        NativeError error = state.error();
        if (error != null) {
            return Progress.failed(NativeCodes.classify(NativeWords.operation(client.temper()), error));
        }
        return state.done() ? Progress.done() : Progress.again(EVERY);
    }

    /** The same, done when the thing can be used. */
    Call<Answer> ready(Call<Answer> call) {
        return flaws.waits()
                ? call.until(
                        "it is ready",
                        (run, answer, reads) -> answer.things().isEmpty()
                                ? Progress.done()
                                : progress(answer.thing().id(), reads),
                        MOST,
                        OnTimeout.FAIL)
                : call;
    }

    /** A wait of its own until a thing can be used. */
    Call<Boolean> awaitReady(Step step, NativeId id) {
        Poll<Boolean> poll = (run, answer, reads) -> progress(id, reads);
        return step.until(poll, MOST, OnTimeout.FAIL);
    }

    /** A wait of its own until a thing is no more. */
    Call<Boolean> awaitGone(Step step, NativeId id) {
        Poll<Boolean> poll =
                (run, answer, reads) -> look(id, reads).isEmpty() ? Progress.done() : Progress.again(EVERY);
        return step.until(poll, MOST, OnTimeout.FAIL);
    }

    private Progress progress(NativeId id, Reads reads) {
        return look(id, reads).filter(t -> t.state() == Thing.State.READY).isPresent()
                ? Progress.done()
                : Progress.again(EVERY);
    }

    /** One list for all who wait; by id only what the list does not show. */
    private Optional<Thing> look(NativeId id, Reads reads) {
        String type = id.part();
        List<Thing> listed = reads.once(Verb.LIST.call(client.temper(), type), "", () -> client.list(type));
        Optional<Thing> shown = listed.stream().filter(t -> t.id().equals(id)).findFirst();
        return shown.isPresent()
                ? shown
                : reads.once(Verb.GET.call(client.temper(), type), id, () -> client.get(type, List.of(id))).stream()
                        .findFirst();
    }
}
