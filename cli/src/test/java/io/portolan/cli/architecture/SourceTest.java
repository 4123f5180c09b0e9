package io.portolan.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the sources themselves must keep: their size, and that they know nothing of what comes later. */
class SourceTest {
    private static final Path ROOT = Path.of(System.getProperty("portolan.root"));
    private static final int LIMIT = 450;
    private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+");

    @Test
    void noMainSourceIsLongerThanAPersonReads() throws IOException {
        Map<Path, Integer> lines = new TreeMap<>();
        for (Path file : Sources.main(ROOT)) {
            lines.put(ROOT.relativize(file), Files.readAllLines(file).size());
        }
        List<Integer> sorted = lines.values().stream().sorted().toList();
        Map.Entry<Path, Integer> longest =
                lines.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        System.out.printf(
                "%d main sources, %,d lines: median %d, p90 %d, longest %d (%s)%n",
                sorted.size(),
                sorted.stream().mapToInt(i -> i).sum(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 9 / 10),
                longest.getValue(),
                longest.getKey());

        assertThat(sorted).hasSizeGreaterThan(400);
        assertThat(lines.entrySet())
                .filteredOn(e -> e.getValue() > LIMIT)
                .as("longer than %d lines", LIMIT)
                .isEmpty();
    }

    @Test
    void nothingHereKnowsTheNamesOfLaterModulesAndClouds() throws IOException {
        List<String> words = words();
        List<String> offences = new ArrayList<>();
        for (Path file : Sources.mainAndTest(ROOT)) {
            named(Files.readString(file), words)
                    .forEach((line, word) -> offences.add(ROOT.relativize(file) + ":" + line + " " + word));
            if (named(file.getFileName().toString(), words).size() > 0) {
                offences.add(ROOT.relativize(file).toString());
            }
        }

        assertThat(offences).isEmpty();
    }

    @Test
    void aNameIsFoundInCodeAndTextButNotInAComment() throws IOException {
        List<String> words = words();
        assertThat(words).hasSize(5);
        for (String word : words) {
            String upper = word.toUpperCase(Locale.ROOT);
            String hump = upper.charAt(0) + word.substring(1);
            assertThat(named("int a;\nimport io.portolan." + word + ".X;", words))
                    .containsEntry(2, word);
            assertThat(named("class " + hump + "Provider {}", words)).containsValue(word);
            assertThat(named("int " + upper + "_LIMIT = 1;", words)).containsValue(word);
            assertThat(named("String s = \"fra-" + word + "\"; // fine", words)).containsValue(word);
            assertThat(named("/* as " + hump + " does,\n see its page */ int a; // " + word, words))
                    .isEmpty();
        }
        assertThat(named("draws(jaws, laws)", words)).isEmpty();
    }

    /** The words by line. */
    private static Map<Integer, String> named(String source, List<String> words) {
        Map<Integer, String> named = new TreeMap<>(Comparator.naturalOrder());
        List<String> lines = Sources.withoutComments(source).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int line = i + 1;
            WORD.matcher(lines.get(i))
                    .results()
                    .map(m -> m.group().toLowerCase(Locale.ROOT))
                    .filter(words::contains)
                    .forEach(word -> named.put(line, word));
        }
        return named;
    }

    /** Kept in a file, so that this source does not name them either. */
    private static List<String> words() throws IOException {
        try (InputStream file = SourceTest.class.getResourceAsStream("later.txt")) {
            assertThat(file).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
