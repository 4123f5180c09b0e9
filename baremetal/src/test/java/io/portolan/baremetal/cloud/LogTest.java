package io.portolan.baremetal.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("log");
    }

    private static Change change(long number, String text) {
        return new Change(
                number, List.of(new Document("thing", "t" + number, Map.of("version", "", "text", text))), List.of());
    }

    private List<Change> read() throws IOException {
        var changes = new ArrayList<Change>();
        Log.open(file, true, changes::add).close();
        return changes;
    }

    private void write(Change... changes) throws IOException {
        try (Log log = Log.open(file, true, change -> {})) {
            for (Change change : changes) {
                log.append(change);
            }
        }
    }

    @Test
    void everyPrefixOfTheFileHoldsEveryWholeLine() throws IOException {
        write(change(1, "a"), change(2, "b\nwith a line"), change(3, "c"));
        byte[] whole = Files.readAllBytes(file);
        int ends = new String(whole, java.nio.charset.StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int length = ends; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            List<Change> read = read();
            long lines = Files.readString(file).lines().count() - 1;
            assertThat(read).hasSize((int) lines);
            write(change(9, "after"));
            assertThat(read()).hasSize((int) lines + 1).last().isEqualTo(change(9, "after"));
        }
    }

    @Test
    void damageInTheMiddleIsRefused() throws IOException {
        write(change(1, "aaaa"), change(2, "b"));
        String text = Files.readString(file).replace("aaaa", "aaab");
        Files.writeString(file, text);
        assertThatIOException().isThrownBy(this::read).withMessageContaining("damaged at byte");
    }

    @Test
    void whatWasNotMovedIntoPlaceIsForgotten() throws IOException {
        write(change(1, "a"));
        Files.writeString(directory.resolve("log.new"), "half", StandardOpenOption.CREATE_NEW);
        assertThat(read()).containsExactly(change(1, "a"));
        assertThat(directory.resolve("log.new")).doesNotExist();
    }

    @Test
    void historyIsDroppedWhenItIsMostOfTheFile() throws IOException {
        var state = new State();
        String text = "x".repeat(100_000);
        try (Log log = Log.open(file, true, change -> {})) {
            for (int i = 0; i < 120; i++) {
                Change change = new Change(
                        i, List.of(new Document("thing", "same", Map.of("version", "v" + i, "text", text))), List.of());
                log.append(change);
                change.applyTo(state);
                log.compact(state, i);
            }
        }
        assertThat(Files.size(file)).isLessThan(8_000_000);
        List<Change> read = read();
        assertThat(read.get(read.size() - 1).puts().get(0).version()).isEqualTo("v119");
    }
}
