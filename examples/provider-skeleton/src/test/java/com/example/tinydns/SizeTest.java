package com.example.tinydns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A provider is small: what the README promises is counted. */
class SizeTest {
    @Test
    void theWholeProviderHasFewerThan300Lines() throws IOException {
        int code = 0;
        int all = 0;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                List<String> lines = Files.readAllLines(file);
                all += lines.size();
                code += (int) lines.stream()
                        .map(String::strip)
                        .filter(SizeTest::isCode)
                        .count();
            }
        }
        System.out.println("provider-skeleton: " + code + " lines of main code; " + all
                + " with imports, comments and blank lines");
        assertThat(code).isPositive().isLessThan(300);
    }

    private static boolean isCode(String line) {
        return !line.isEmpty()
                && !line.startsWith("import ")
                && !line.startsWith("package ")
                && !line.startsWith("//")
                && !line.startsWith("/*")
                && !line.startsWith("*");
    }
}
