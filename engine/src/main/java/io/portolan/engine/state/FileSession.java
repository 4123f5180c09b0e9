package io.portolan.engine.state;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A session over a journal file. A line that a kill cut in half is dropped when the journal is next read. */
final class FileSession implements StateStore.Session {
    private final Path journal;
    private final Path epochFile;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private final long epoch;
    private FileChannel channel;

    private FileSession(
            Path journal, Path epochFile, FileChannel lockChannel, FileLock lock, long epoch, FileChannel channel) {
        this.journal = journal;
        this.epochFile = epochFile;
        this.lockChannel = lockChannel;
        this.lock = lock;
        this.epoch = epoch;
        this.channel = channel;
    }

    static FileSession open(Path journal, Path epochFile, Path lockFile, String owner) throws IOException {
        FileChannel lockChannel = FileChannel.open(
                lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = tryLock(lockChannel);
            if (lock == null) {
                throw new PortolanException(
                        Failure.of(Code.CONFLICT, "stack " + owner + " is worked on by process " + holder(lockFile))
                                .remedy("wait until it is done; a process that was killed holds no lock"));
            }
            lockChannel.truncate(0);
            lockChannel.write(utf8(ProcessHandle.current().pid() + "\n"));
            long epoch = currentEpoch(epochFile) + 1;
            writeDurably(epochFile, epoch + "\n");
            FileChannel channel = FileChannel.open(
                    journal, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileSession session = new FileSession(journal, epochFile, lockChannel, lock, epoch, channel);
            session.dropTornTail();
            return session;
        } catch (IOException | RuntimeException e) {
            lockChannel.close();
            throw e;
        }
    }

    @SuppressWarnings("NullAway") // tryLock answers null where another process holds the lock
    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String holder(Path lockFile) throws IOException {
        String pid = Files.readString(lockFile).strip();
        return pid.isEmpty() ? "(unknown)" : pid;
    }

    private static long currentEpoch(Path file) throws IOException {
        return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
    }

    private static void writeDurably(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeAll(out, utf8(text));
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private void dropTornTail() throws IOException {
        byte[] all = Files.readAllBytes(journal);
        int end = all.length;
        while (end > 0 && all[end - 1] != '\n') {
            end--;
        }
        channel.truncate(end);
        channel.position(end);
    }

    static List<String> wholeLines(byte[] all) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                lines.add(new String(all, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        return lines;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public List<String> lines() {
        try {
            return wholeLines(Files.readAllBytes(journal));
        } catch (IOException e) {
            throw FileStateStore.failed("read the journal", e);
        }
    }

    @Override
    public synchronized void append(List<String> lines, boolean durable) {
        check();
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        try {
            long before = channel.position();
            try {
                writeAll(channel, utf8(text.toString()));
                if (durable) {
                    channel.force(false);
                }
            } catch (IOException e) {
                channel.truncate(before);
                throw e;
            }
        } catch (IOException e) {
            throw FileStateStore.failed("write the journal", e);
        }
    }

    @Override
    public synchronized void replace(List<String> lines) {
        check();
        try {
            writeDurably(journal, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
            channel.close();
            channel = FileChannel.open(journal, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel.position(channel.size());
        } catch (IOException e) {
            throw FileStateStore.failed("write the journal", e);
        }
    }

    private void check() {
        if (!isCurrent()) {
            throw new PortolanException(Failure.of(Code.FENCED, "a later session of this stack has begun"));
        }
    }

    @Override
    public boolean isCurrent() {
        try {
            return lock.isValid() && currentEpoch(epochFile) == epoch;
        } catch (IOException e) {
            throw FileStateStore.failed("read the epoch", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
            lockChannel.close();
        } catch (IOException e) {
            throw FileStateStore.failed("close the journal", e);
        }
    }
}
