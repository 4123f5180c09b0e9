package io.portolan.testkit.memory;

import io.portolan.model.NativeId;
import io.portolan.spi.driver.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a memory cloud does to its callers out of bad temper: throttling, places that don't answer, operations that fail in the end, tokens. */
final class Troubles {
    private record Landed(Map<String, Object> arguments, Answer answer, Instant at) {}

    private record Operation(Instant doneAt, @Nullable NativeError error) {}

    private final CloudOptions options;
    private final Random random;
    private final Set<Place> down = new HashSet<>();
    private final Set<String> targets = new HashSet<>();
    private final Map<NativeId, Instant> connections = new HashMap<>();
    private final Map<String, Landed> tokens = new HashMap<>();
    private final Map<String, Operation> operations = new HashMap<>();
    private int calls;
    private int failing;
    private int halving;
    private long fence;

    Troubles(CloudOptions options) {
        this.options = options;
        this.random = new Random(options.seed());
    }

    void down(Place place) {
        down.add(place);
    }

    void up(Place place) {
        down.remove(place);
    }

    void target(String target, boolean isDown) {
        if (isDown) {
            targets.add(target);
        } else {
            targets.remove(target);
        }
    }

    void connections(NativeId thing, Instant until) {
        connections.put(thing, until);
    }

    TargetHealth.Seen health(Instant now) {
        Set<NativeId> busy = new HashSet<>();
        connections.forEach((id, until) -> {
            if (until.isAfter(now)) {
                busy.add(id);
            }
        });
        return new TargetHealth.Seen(Set.copyOf(targets), busy);
    }

    void failOperations(int count) {
        failing = count;
    }

    void halveBatches(int count) {
        halving = count;
    }

    /** Whether the batch that comes now is to break in the middle. */
    boolean halvesBatch() {
        if (halving > 0 && options.batches() == CloudOptions.Batches.HALVES) {
            halving--;
            return true;
        }
        return false;
    }

    void before(Arguments arguments, boolean write) throws NativeError {
        calls++;
        boolean nth = options.throttleEvery() > 0 && calls % options.throttleEvery() == 0;
        if (nth || options.throttleRate() > 0 && random.nextDouble() < options.throttleRate()) {
            NativeError error = NativeError.of("SlowDown", "too many calls");
            throw options.retryAfter().isZero() ? error : error.retryAfter(options.retryAfter());
        }
        for (Place place : down) {
            Object there = arguments.raw(place.kind());
            String id = there instanceof NativeId n ? n.value() : String.valueOf(there);
            if (there != null && place.id().equals(id)) {
                throw NativeError.of("Unreachable", place + " does not answer");
            }
        }
        if (write && arguments.raw("@fence") instanceof Long claimed) {
            if (claimed < fence) {
                throw NativeError.of("Fenced", "the fence is at " + fence + ", the call came with " + claimed);
            }
            fence = claimed;
        }
    }

    /** The answer that this token has got already. */
    Optional<Answer> landed(String type, Arguments arguments, Instant now) throws NativeError {
        Landed known = arguments.has("@token") ? tokens.get(type + " " + arguments.text("@token")) : null;
        if (known == null || known.at.plus(options.tokenLife()).isBefore(now)) {
            return Optional.empty();
        }
        if (!known.arguments.equals(arguments.withoutTransport())) {
            throw NativeError.of("TokenMismatch", "this token came with other arguments");
        }
        return Optional.of(known.answer);
    }

    void remember(String type, Arguments arguments, Answer answer, Instant now) throws NativeError {
        if (arguments.has("@token")) {
            tokens.put(type + " " + arguments.text("@token"), new Landed(arguments.withoutTransport(), answer, now));
        }
    }

    /** An operation that ends well after this time. */
    String begin(Instant now, Duration time) {
        return begin(now, time, null);
    }

    /** An operation that ends in an error, if one is due. */
    Optional<String> fails(Instant now, Duration time) {
        if (failing == 0) {
            return Optional.empty();
        }
        failing--;
        return Optional.of(begin(now, time, NativeError.of("InternalError", "the operation failed in the end")));
    }

    private String begin(Instant now, Duration time, @Nullable NativeError error) {
        String id = String.format("operation-%08d", operations.size() + 1);
        operations.put(id, new Operation(now.plus(time), error));
        return id;
    }

    OperationState state(String id, Instant now) throws NativeError {
        Operation operation = operations.get(id);
        if (operation == null) {
            throw NativeError.of("NoSuchThing", "there is no operation " + id);
        }
        return operation.doneAt.isAfter(now)
                ? new OperationState(false, null)
                : new OperationState(true, operation.error);
    }
}
