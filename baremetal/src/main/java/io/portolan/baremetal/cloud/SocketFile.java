package io.portolan.baremetal.cloud;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The socket of a cloud, {@code run/socket} in its directory, for the owner only.
 *
 * <p>The system takes about 100 bytes as a socket's path. A longer one is reached through a link with a short name, which lives as long
 * as it takes to bind or connect.
 */
final class SocketFile {
    private static final int MOST = 100;

    private final Path run;

    SocketFile(Path directory) {
        this.run = directory.toAbsolutePath().resolve("run");
    }

    private Path socket() {
        return run.resolve("socket");
    }

    /** Listens; to be called by the one who holds the directory's lock only, for it takes a dead socket away. */
    ServerSocketChannel bind() throws IOException {
        Directories.create(run);
        remove();
        ServerSocketChannel channel = ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX);
        try {
            reach(path -> channel.bind(UnixDomainSocketAddress.of(path)));
            Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString("rw-------"));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** @throws IOException when nobody listens there */
    SocketChannel connect() throws IOException {
        return reach(path -> SocketChannel.open(UnixDomainSocketAddress.of(path)));
    }

    boolean exists() {
        return Files.exists(socket());
    }

    void remove() throws IOException {
        Files.deleteIfExists(socket());
    }

    private interface Use<T> {
        T at(Path path) throws IOException;
    }

    private <T> T reach(Use<T> use) throws IOException {
        if (socket().toString().getBytes(StandardCharsets.UTF_8).length <= MOST) {
            return use.at(socket());
        }
        Path near = Files.createTempDirectory("portolan");
        Path link = near.resolve("run");
        try {
            Files.createSymbolicLink(link, run);
            return use.at(link.resolve("socket"));
        } finally {
            Files.deleteIfExists(link);
            Files.delete(near);
        }
    }
}
