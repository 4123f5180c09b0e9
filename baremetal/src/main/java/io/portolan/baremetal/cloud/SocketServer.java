package io.portolan.baremetal.cloud;

import io.portolan.baremetal.cloud.CloudException.Code;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers calls on the socket of a cloud. A connection carries one call after another. */
final class SocketServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SocketServer.class);

    private final Api api;
    private final SocketFile file;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    private SocketServer(Api api, SocketFile file, ServerSocketChannel server) {
        this.api = api;
        this.file = file;
        this.server = server;
    }

    static SocketServer start(Path directory, Api api) throws IOException {
        var file = new SocketFile(directory);
        var server = new SocketServer(api, file, file.bind());
        daemon("portolan-cloud-accept", server::accept);
        return server;
    }

    private static void daemon(String name, Runnable body) {
        var thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                open.add(channel);
                daemon("portolan-cloud-call", () -> serve(channel));
            } catch (IOException e) {
                if (server.isOpen()) {
                    LOG.warn("A connection to the cloud's socket could not be taken", e);
                }
            }
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            BufferedInputStream in = Message.buffered(Channels.newInputStream(channel));
            OutputStream out = Channels.newOutputStream(channel);
            for (Optional<Map<String, Object>> message = Message.read(in);
                    message.isPresent();
                    message = Message.read(in)) {
                Message.write(out, answer(message.get()));
            }
        } catch (IOException e) {
            LOG.debug("A connection to the cloud's socket ended: {}", e.getMessage());
        } finally {
            open.remove(channel);
        }
    }

    private Map<String, Object> answer(Map<String, Object> message) {
        try {
            return Map.of("answer", api.call(String.valueOf(message.get("call")), Json.map(message.get("request"))));
        } catch (CloudException e) {
            return Message.error(e);
        } catch (RuntimeException e) {
            LOG.error("Defect in the embedded cloud, in {}", message.get("call"), e);
            return Message.error(new CloudException(Code.INTERNAL, "a defect of the cloud: " + e.getClass()));
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (SocketChannel channel : open) {
                channel.close();
            }
            file.remove();
        } catch (IOException e) {
            throw new UncheckedIOException("can't close the cloud's socket", e);
        }
    }
}
