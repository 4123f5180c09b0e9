package io.portolan.baremetal.cloud;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Says that one process works on a directory. The operating system takes it back when the process ends, in whatever way. */
final class DirectoryLock implements AutoCloseable {
    /**
     * The directories that this process has. A POSIX lock goes when the process closes the file anywhere, so nobody here may even
     * open it a second time.
     */
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Takes the lock; empty where somebody has it, in this process or another. */
    static Optional<DirectoryLock> tryTake(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!HERE.add(real)) {
            return Optional.empty();
        }
        Optional<DirectoryLock> taken = Optional.empty();
        try {
            taken = tryLock(real);
            return taken;
        } finally {
            if (taken.isEmpty()) {
                HERE.remove(real);
            }
        }
    }

    private static Optional<DirectoryLock> tryLock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Optional<DirectoryLock> taken = Optional.empty();
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock != null) {
                Files.writeString(
                        process(directory),
                        Long.toString(ProcessHandle.current().pid()));
                taken = Optional.of(new DirectoryLock(directory, channel));
            }
            return taken;
        } finally {
            if (taken.isEmpty()) {
                channel.close();
            }
        }
    }

    /** Who has the lock, for a message. */
    static String holder(Path directory) {
        try {
            return "process " + Files.readString(process(directory), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "another process";
        }
    }

    private static Path process(Path directory) {
        return directory.resolve("process");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HERE.remove(directory);
    }
}
