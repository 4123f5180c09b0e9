package io.portolan.testkit.conformance;

import io.portolan.engine.state.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.io.TempDir;

/** The store in files passes the kit. */
class FileStateStoreTest extends StateStoreConformance {
    @TempDir
    private Path folder;

    @Override
    protected StateStore store() {
        return StateStore.file(folder);
    }

    private Path file(String owner, String suffix) {
        return folder.resolve(URLEncoder.encode(owner, StandardCharsets.UTF_8) + suffix);
    }

    /** What a later session does to the epoch, wherever the lock of the earlier one went. */
    @Override
    protected boolean takeOver(String owner) {
        return write(file(owner, ".epoch"), "99\n", StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    protected boolean tear(String owner) {
        return write(file(owner, ".journal"), "{\"half\": ", StandardOpenOption.APPEND);
    }

    private static boolean write(Path file, String text, StandardOpenOption how) {
        try {
            Files.writeString(file, text, how);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
