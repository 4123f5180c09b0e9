package com.example.tinydns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Every Java excerpt of the page that leads through this provider stands in its sources. */
class GuideTest {
    private static final Path GUIDE = Path.of("../../docs/writing-a-provider.md");

    @Test
    void everyExcerptOfTheGuideStandsInTheSources() throws IOException {
        Assumptions.assumeTrue(Files.exists(GUIDE), "this copy of the skeleton has no guide beside it");
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                sources.add(text(Files.readAllLines(file)));
            }
        }
        List<String> excerpts = excerpts(Files.readAllLines(GUIDE));
        assertThat(excerpts).hasSizeGreaterThan(8);
        for (String excerpt : excerpts) {
            assertThat(sources)
                    .as("an excerpt of the guide:\n%s", excerpt)
                    .anyMatch(source -> source.contains(excerpt));
        }
    }

    /** The pieces of all blocks of Java, which are cut at lines of three dots. */
    private static List<String> excerpts(List<String> page) {
        List<String> excerpts = new ArrayList<>();
        List<String> block = new ArrayList<>();
        boolean inside = false;
        for (String line : page) {
            boolean ends = inside && (line.equals("```") || line.strip().equals("..."));
            if (ends) {
                excerpts.add(text(block));
                block.clear();
                inside = !line.equals("```");
            } else if (inside) {
                block.add(line);
            } else {
                inside = line.equals("```java");
            }
        }
        return excerpts;
    }

    private static String text(List<String> lines) {
        return String.join(
                "\n",
                lines.stream().map(String::strip).filter(l -> !l.isEmpty()).toList());
    }
}
