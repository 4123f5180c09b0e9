package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are made by code and kept in the repository. {@code -Dportolan.write=true} writes them. */
final class Generated {
    private static final boolean WRITES = Boolean.getBoolean("portolan.write");

    private Generated() {}

    static void assertUpToDate(Path file, String text) throws IOException {
        if (WRITES) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("%s is made by code: write it with -Dportolan.write=true", file.getFileName())
                .isEqualTo(text);
    }
}
