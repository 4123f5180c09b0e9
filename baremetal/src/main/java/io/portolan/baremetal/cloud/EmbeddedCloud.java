package io.portolan.baremetal.cloud;

import static java.util.Objects.requireNonNull;

import io.portolan.baremetal.cloud.CloudException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cloud in a directory, open in this process, which alone works on it until it is closed.
 *
 * <p>Calls may come from any thread; writes are made one after another. What a call changed is durable when it returns, and a process
 * that is killed leaves every call done or not done.
 */
public final class EmbeddedCloud implements Api, AutoCloseable {
    private final Path directory;
    private final CloudOptions options;
    private final DirectoryLock held;
    private final ReentrantLock lock = new ReentrantLock();
    private final State state = new State();
    private final Clock clock = Clock.systemUTC();
    private final Log log;
    private final Calls calls;
    private final Endpoints endpoints;
    private final Loopback loopback;
    private long number;
    private @Nullable DataPlane plane;
    private boolean closed;

    private EmbeddedCloud(Path directory, CloudOptions options, DirectoryLock held) throws IOException {
        this.directory = directory;
        this.options = options;
        this.held = held;
        this.log = Log.open(directory.resolve("cloud.log"), options.forced(), this::replay);
        try {
            var files = new VolumeFiles(directory);
            List<Document> lost = files.reconcile(state);
            Tokens.expire(state, clock.instant());
            Settings settings = Settings.of(state, options);
            this.loopback = new Loopback(settings.range());
            this.endpoints = new Endpoints(settings.ownAddresses(), options.portOffset(), options.firstPort());
            var addresses = new Addresses(loopback, endpoints);
            this.calls = new Calls(
                    List.of(
                            new Networks(loopback),
                            new Firewalls(),
                            addresses,
                            new Balancers(addresses, endpoints, settings.digestKey()),
                            new Zones(),
                            new Volumes(files),
                            new Snapshots(files),
                            new Attachments(files)),
                    Ids::next,
                    options.pageSize());
            calls.read("cloud.describe", this::describe);
            calls.read("health.list", this::health);
            if (settings.changed() || !lost.isEmpty()) {
                commit(transaction -> {
                    lost.forEach(transaction::delete);
                    return settings.write(transaction);
                });
            }
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /**
     * Opens the cloud in a directory, a new one where there is none.
     *
     * @throws CloudException UNAVAILABLE while somebody else, in this process or another, has it open; INVALID when the options
     *     contradict what it holds; INTERNAL when the directory can't be used
     */
    public static EmbeddedCloud open(Path directory, CloudOptions options) {
        requireNonNull(options, "options");
        return tryOpen(directory, options)
                .orElseThrow(() -> new CloudException(
                        Code.UNAVAILABLE, directory + " is in use by " + DirectoryLock.holder(directory)));
    }

    /** As {@link #open}, but empty while somebody else has it open. */
    static Optional<EmbeddedCloud> tryOpen(Path directory, CloudOptions options) {
        Path absolute = directory.toAbsolutePath().normalize();
        try {
            Directories.create(absolute);
            Optional<DirectoryLock> held = DirectoryLock.tryTake(absolute);
            if (held.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new EmbeddedCloud(absolute, options, held.get()));
            } catch (IOException | RuntimeException e) {
                held.get().close();
                throw e;
            }
        } catch (IOException e) {
            throw new CloudException(Code.INTERNAL, "can't open the cloud in " + directory + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Map<String, Object> call(String call, Map<String, Object> request) {
        options.hook().at(Hook.Point.RECEIVED, call);
        Calls.Call found = calls.find(call).orElseThrow(() -> CloudException.invalid("there is no call " + call));
        if (!found.write()) {
            return reading(view -> found.body().apply(view, new Fields("", request)));
        }
        Map<String, Object> answer = commit(transaction -> write(transaction, call, found, request));
        options.hook().at(Hook.Point.DURABLE, call);
        return answer;
    }

    private static Map<String, Object> write(
            Transaction transaction, String name, Calls.Call call, Map<String, Object> request) {
        var envelope = new Fields("", request);
        Fences.check(transaction, envelope.object("fence"));
        Optional<String> token = envelope.optionalText("token");
        Optional<Map<String, Object>> first = token.flatMap(text -> Tokens.answer(transaction, text, name, request));
        if (first.isPresent()) {
            return first.get();
        }
        var own = new LinkedHashMap<>(request);
        own.remove("fence");
        own.remove("token");
        Map<String, Object> answer = call.body().apply(transaction, new Fields("", own));
        token.ifPresent(text -> Tokens.keep(transaction, text, name, request, answer));
        return answer;
    }

    /** Sees the cloud as it is, with no write in between. */
    <T> T reading(Function<Transaction, T> body) {
        lock.lock();
        try {
            checkOpen();
            return body.apply(new Transaction(state, number, ""));
        } finally {
            lock.unlock();
        }
    }

    /** Makes a change durable and served, or leaves everything as it was. */
    <T> T commit(Function<Transaction, T> body) {
        lock.lock();
        try {
            checkOpen();
            var transaction = new Transaction(state, number + 1, clock.instant().toString());
            T answer = body.apply(transaction);
            if (!transaction.isEmpty()) {
                commit(transaction);
            }
            return answer;
        } catch (IOException e) {
            throw new CloudException(Code.INTERNAL, "can't write to " + directory + ": " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private void commit(Transaction transaction) throws IOException {
        var prepared = new ArrayList<Effect>();
        Change change = transaction.change();
        Change inverse = transaction.inverse();
        try {
            for (Effect effect : transaction.effects()) {
                prepared.add(effect);
                effect.prepare();
            }
            options.hook().at(Hook.Point.PREPARED, change.toString());
        } catch (IOException e) {
            undo(prepared, e);
            throw new CloudException(Code.QUOTA, "no room for a file in " + directory + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            undo(prepared, e);
            throw e;
        }
        // Whether a record that failed is durable is not known, so what was prepared stays until the directory is
        // opened again.
        record(change);
        if (plane != null && transaction.touches(DataPlane.KINDS)) {
            try {
                plane.apply(new Transaction(state, number, ""));
            } catch (CloudException e) {
                record(inverse);
                undo(prepared, e);
                throw e;
            }
        }
        for (Effect effect : transaction.effects()) {
            effect.finish();
        }
    }

    private void record(Change change) throws IOException {
        log.append(change);
        change.applyTo(state);
        number = change.number();
        log.compact(state, number);
    }

    private static void undo(List<Effect> prepared, Exception cause) {
        for (Effect effect : prepared) {
            try {
                effect.undo();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }

    /**
     * Starts to serve with a data plane: what is there at once, every change when it is durable.
     *
     * @throws CloudException INVALID when the cloud is served already, or as {@link DataPlane#apply} says
     */
    void attach(DataPlane served) {
        lock.lock();
        try {
            checkOpen();
            if (plane != null) {
                throw CloudException.invalid("the cloud in " + directory + " is served already");
            }
            served.apply(new Transaction(state, number, ""));
            plane = served;
        } finally {
            lock.unlock();
        }
    }

    /** Stops to tell the data plane of changes. */
    void detach() {
        lock.lock();
        try {
            plane = null;
        } finally {
            lock.unlock();
        }
    }

    private Map<String, Object> describe(Transaction view, Fields request) {
        request.end();
        return Descriptions.of(view, directory, options, endpoints, loopback, plane);
    }

    private Map<String, Object> health(Transaction view, Fields request) {
        request.end();
        return Map.of("items", plane == null ? List.of() : plane.health(view), "served", plane != null);
    }

    private void replay(Change change) {
        change.applyTo(state);
        number = Math.max(number, change.number());
    }

    private void checkOpen() {
        if (closed) {
            throw new CloudException(Code.UNAVAILABLE, "the cloud in " + directory + " is closed");
        }
    }

    Endpoints endpoints() {
        return endpoints;
    }

    CloudOptions options() {
        return options;
    }

    Path directory() {
        return directory;
    }

    /** Waits for the call that is being made, then lets go of the directory; nothing is served any more. Repeatable. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                plane = null;
                log.close();
                held.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't let go of " + directory, e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "embedded cloud in " + directory;
    }
}
