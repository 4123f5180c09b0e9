package io.portolan.baremetal.cloud;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files with holes: as large as they say, as heavy as what was written to them. */
final class SparseFiles {
    private static final int BLOCK = 1 << 16;
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(BLOCK).asReadOnlyBuffer();

    private SparseFiles() {}

    static void create(Path file, long size) throws IOException {
        Files.deleteIfExists(file);
        try (FileChannel channel = open(file)) {
            setSize(channel, size);
            channel.force(true);
        }
    }

    /** Copies a file and makes the copy larger where it is asked to; the file system shares the blocks where it can. */
    static void copy(Path from, Path to, long size) throws IOException {
        Files.deleteIfExists(to);
        if (!clone(from, to)) {
            copyBlocks(from, to);
        }
        resize(to, size);
    }

    static void resize(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            setSize(channel, size);
            channel.force(true);
        }
    }

    private static void setSize(FileChannel channel, long size) throws IOException {
        if (channel.size() > size) {
            channel.truncate(size);
        } else if (channel.size() < size) {
            channel.write(ByteBuffer.allocate(1), size - 1);
        }
    }

    /** By {@code cp}, the only way to share blocks or skip holes from Java 17; false where there is no such one. */
    private static boolean clone(Path from, Path to) throws IOException {
        Process copy;
        try {
            copy = new ProcessBuilder("cp", "--reflink=auto", "--sparse=always", "--", from.toString(), to.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return false;
        }
        try {
            return copy.waitFor() == 0;
        } catch (InterruptedException e) {
            copy.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + from.getFileName() + " was copied");
        }
    }

    private static void copyBlocks(Path from, Path to) throws IOException {
        Files.deleteIfExists(to);
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = open(to)) {
            var block = ByteBuffer.allocate(BLOCK);
            long at = 0;
            while (in.read(block.clear()) >= 0) {
                block.flip();
                int length = block.remaining();
                if (block.mismatch(ZEROS.duplicate().limit(length)) >= 0) {
                    for (long end = at + length; block.hasRemaining(); ) {
                        out.write(block, end - block.remaining());
                    }
                }
                at += length;
            }
            setSize(out, at);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
}
