package io.portolan.baremetal.cloud;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Directories that only their owner can look into, and whose entries survive a loss of power. */
final class Directories {
    private Directories() {}

    /** Makes a directory, with its parents, for its owner only; one that is there stays as it is. */
    static Path create(Path directory) throws IOException {
        return Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** The directory that a file or directory is in, which only the root of a file system has none of. */
    static Path of(Path file) {
        return requireNonNull(file.toAbsolutePath().getParent(), "the root is in no directory");
    }

    /** Makes the names in a directory durable. */
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }
}
