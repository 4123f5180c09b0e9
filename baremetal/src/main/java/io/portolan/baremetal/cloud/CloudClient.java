package io.portolan.baremetal.cloud;

import static java.util.Objects.requireNonNull;

import io.portolan.baremetal.cloud.CloudException.Code;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The way to the cloud in a directory: by its socket where a process serves it, else by taking the directory's lock and working on it
 * here, until this is closed.
 *
 * <p>Nothing is touched before the first call. Calls may come from any thread. When the process that serves goes away, a call under
 * way is UNAVAILABLE, and the next one finds whoever serves then.
 */
public final class CloudClient implements Api, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory;
    private final CloudOptions options;
    private final SocketFile socket;
    private @Nullable EmbeddedCloud direct;
    private boolean closed;

    private CloudClient(Path directory, CloudOptions options) {
        this.directory = directory;
        this.options = options;
        this.socket = new SocketFile(directory);
    }

    /**
     * A client for the cloud in a directory, which need not be there yet.
     *
     * @param options for working on the directory here; a process that serves has its own
     */
    public static CloudClient connect(Path directory, CloudOptions options) {
        return new CloudClient(directory.toAbsolutePath().normalize(), requireNonNull(options, "options"));
    }

    /** As {@link #connect(Path, CloudOptions)}; UNAVAILABLE also when another process holds the directory for 10 s. */
    @Override
    public Map<String, Object> call(String call, Map<String, Object> request) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<EmbeddedCloud> here = here();
            if (here.isPresent()) {
                return here.get().call(call, request);
            }
            Optional<Map<String, Object>> answer = there(call, request);
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new CloudException(
                        Code.UNAVAILABLE,
                        directory + " is in use by " + DirectoryLock.holder(directory) + ", which does not serve it");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private synchronized Optional<EmbeddedCloud> here() {
        if (closed) {
            throw new CloudException(Code.UNAVAILABLE, "the client of " + directory + " is closed");
        }
        if (direct == null && !socket.exists()) {
            direct = EmbeddedCloud.tryOpen(directory, options).orElse(null);
        }
        return Optional.ofNullable(direct);
    }

    private Optional<Map<String, Object>> there(String call, Map<String, Object> request) {
        if (!socket.exists()) {
            return Optional.empty();
        }
        SocketChannel channel;
        try {
            channel = socket.connect();
        } catch (IOException e) {
            takeOver();
            return Optional.empty();
        }
        try (channel) {
            Message.write(Channels.newOutputStream(channel), Map.of("call", call, "request", request));
            Map<String, Object> message = Message.read(Message.buffered(Channels.newInputStream(channel)))
                    .orElseThrow(() -> new IOException("the connection ended"));
            if (message.get("error") != null) {
                throw Message.error(Json.map(message.get("error")));
            }
            return Optional.of(Json.map(message.get("answer")));
        } catch (IOException e) {
            throw new CloudException(
                    Code.UNAVAILABLE, call + " got no answer from the process that serves " + directory, e);
        }
    }

    /** The socket of a process that was killed stays behind; the lock tells that it is dead. */
    private synchronized void takeOver() {
        if (!closed && direct == null) {
            direct = EmbeddedCloud.tryOpen(directory, options).orElse(null);
        }
    }

    /** Lets go of the directory where it was taken. Repeatable. */
    @Override
    public synchronized void close() {
        closed = true;
        if (direct != null) {
            direct.close();
        }
    }

    @Override
    public String toString() {
        return "client of the embedded cloud in " + directory;
    }
}
