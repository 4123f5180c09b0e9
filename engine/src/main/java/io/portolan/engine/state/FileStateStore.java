package io.portolan.engine.state;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A store in a folder: for each owner {@code <owner>.journal}, {@code <owner>.epoch} and {@code <owner>.lock}, and {@code digest.key} with mode
 * 0600 for all. The lock is the operating system's, so that a killed process holds none.
 */
final class FileStateStore implements StateStore {
    private static final String JOURNAL = ".journal";

    private final Path folder;

    FileStateStore(Path folder) {
        this.folder = folder;
    }

    private Path file(String owner, String suffix) {
        return folder.resolve(URLEncoder.encode(owner, StandardCharsets.UTF_8) + suffix);
    }

    @Override
    public Session open(String owner) {
        try {
            Files.createDirectories(folder);
            return FileSession.open(file(owner, JOURNAL), file(owner, ".epoch"), file(owner, ".lock"), owner);
        } catch (IOException e) {
            throw failed("open the journal of " + owner, e);
        }
    }

    @Override
    public List<String> read(String owner) {
        Path journal = file(owner, JOURNAL);
        try {
            return Files.exists(journal) ? FileSession.wholeLines(Files.readAllBytes(journal)) : List.of();
        } catch (IOException e) {
            throw failed("read the journal of " + owner, e);
        }
    }

    @Override
    public List<String> owners() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(JOURNAL))
                    .map(n -> URLDecoder.decode(n.substring(0, n.length() - JOURNAL.length()), StandardCharsets.UTF_8))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failed("list the journals", e);
        }
    }

    @Override
    public Secret digestKey() {
        Path file = folder.resolve("digest.key");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                byte[] random = new byte[32];
                new SecureRandom().nextBytes(random);
                Path fresh = Files.createTempFile(
                        folder,
                        "digest",
                        ".new",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(fresh, HexFormat.of().formatHex(random));
                try {
                    Files.createLink(file, fresh);
                } catch (FileAlreadyExistsException e) {
                    // Another process was first; its key is the one.
                    return Secret.of(Files.readString(file));
                } finally {
                    Files.delete(fresh);
                }
            }
            return Secret.of(Files.readString(file));
        } catch (IOException e) {
            throw failed("read the digest key", e);
        }
    }

    static PortolanException failed(String what, IOException e) {
        return new PortolanException(
                Failure.of(Code.UNAVAILABLE, "can't " + what + ": " + e.getMessage())
                        .remedy("check the state folder and its permissions"),
                new UncheckedIOException(e));
    }
}
