package io.portolan.baremetal.cloud;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * The file that makes a call all or nothing: one checksummed line for each call, forced to disk before the answer.
 *
 * <p>A line that a kill cut short stands at the end and is dropped when the file is opened; a broken line with good ones
 * behind it is damage, and the file is refused. When most of the file is history it is written anew beside itself and
 * moved into place. The file is readable by its owner only: it holds private keys.
 */
final class Log implements AutoCloseable {
    private static final String HEADER = "portolan cloud 1\n";
    private static final int CHECKSUM = 8;
    private static final long SMALL = 4L << 20;

    private final Path file;
    private final boolean forced;
    private RandomAccessFile out;
    private long documents;
    private boolean broken;

    private Log(Path file, boolean forced, RandomAccessFile out) {
        this.file = file;
        this.forced = forced;
        this.out = out;
    }

    /**
     * Opens the file, made empty where there is none, and gives every whole line to {@code each} in order.
     *
     * @param forced whether a change is on disk when {@link #append} returns; else it is with the operating system
     */
    static Log open(Path file, boolean forced, Consumer<Change> each) throws IOException {
        Files.deleteIfExists(beside(file));
        if (!Files.exists(file)) {
            replace(file, List.of());
        }
        var log = new Log(file, forced, append(file));
        try {
            log.replay(each);
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
        return log;
    }

    private void replay(Consumer<Change> each) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = HEADER.length();
        if (bytes.length < at || !new String(bytes, 0, at, StandardCharsets.US_ASCII).equals(HEADER)) {
            throw new IOException(file + " is not a log of this version");
        }
        while (at < bytes.length) {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end == bytes.length || !good(bytes, at, end)) {
                if (end + 1 < bytes.length) {
                    throw new IOException(file + " is damaged at byte " + at + " of " + bytes.length);
                }
                break;
            }
            int begin = at + CHECKSUM + 1;
            Change change = Change.fromJson(new String(bytes, begin, end - begin, StandardCharsets.UTF_8));
            documents += change.size();
            each.accept(change);
            at = end + 1;
        }
        if (at < bytes.length) {
            out.setLength(at);
            out.seek(at);
            out.getFD().sync();
        }
    }

    private static boolean good(byte[] bytes, int from, int to) {
        int begin = from + CHECKSUM + 1;
        return begin <= to
                && new String(bytes, from, CHECKSUM, StandardCharsets.US_ASCII)
                        .equals(checksum(bytes, begin, to - begin));
    }

    /**
     * Makes a change durable.
     *
     * @throws IOException when it may or may not be; nothing more can be appended then, until the file is opened again
     */
    void append(Change change) throws IOException {
        if (broken) {
            throw new IOException(file + " failed before; what it holds is known only when it is opened again");
        }
        broken = true;
        out.write(line(change));
        if (forced) {
            out.getFD().sync();
        }
        broken = false;
        documents += change.size();
    }

    /** Writes the file anew from the documents that live, when most of it is history. */
    void compact(State state, long number) throws IOException {
        boolean mostlyHistory = out.length() > SMALL && documents > 4L * (state.size() + 10);
        // An interrupt would close the channels that are needed now; the next call is early enough.
        if (!mostlyHistory || Thread.currentThread().isInterrupted()) {
            return;
        }
        replace(
                file,
                state.all().stream()
                        .flatMap(kind -> kind.values().stream())
                        .map(document -> new Change(number, List.of(document), List.of()))
                        .toList());
        RandomAccessFile before = out;
        out = append(file);
        before.close();
        documents = state.size();
    }

    private static void replace(Path file, List<Change> changes) throws IOException {
        Path beside = beside(file);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel out =
                FileChannel.open(beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
            writeAll(out, HEADER.getBytes(StandardCharsets.US_ASCII));
            for (Change change : changes) {
                writeAll(out, line(change));
            }
            out.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Directories.force(Directories.of(file));
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** Not a channel, which an interrupt of the thread that writes would close. */
    private static RandomAccessFile append(Path file) throws IOException {
        var out = new RandomAccessFile(file.toFile(), "rw");
        out.seek(out.length());
        return out;
    }

    private static byte[] line(Change change) {
        byte[] json = change.toJson().getBytes(StandardCharsets.UTF_8);
        byte[] sum = (checksum(json, 0, json.length) + " ").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(sum.length + json.length + 1)
                .put(sum)
                .put(json)
                .put((byte) '\n')
                .array();
    }

    private static String checksum(byte[] bytes, int from, int length) {
        var sum = new CRC32C();
        sum.update(bytes, from, length);
        return String.format("%08x", sum.getValue());
    }

    private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
