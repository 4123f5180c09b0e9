package io.portolan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that docs/reliability.md names is there: Maven says nothing where a name fits none. */
class ReliabilityTest {
    private static final Pattern COMMAND = Pattern.compile("-pl (\\w+) -Dtest='?([\\w.*,]+)'?");

    @Test
    void everyNamedTestIsThere() throws IOException {
        List<MatchResult> commands = COMMAND.matcher(
                        Files.readString(Session.root().resolve("docs/reliability.md")))
                .results()
                .toList();
        assertThat(commands).hasSizeGreaterThan(10);
        for (MatchResult command : commands) {
            for (String name : command.group(2).split(",")) {
                assertThat(tests(command.group(1), name)).as(command.group()).isNotEmpty();
            }
        }
    }

    private static List<Path> tests(String module, String name) throws IOException {
        Path folder = Session.root().resolve(module).resolve("src/test/java");
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:{,**/}" + name.replace('.', '/') + ".java");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(folder::relativize).filter(matcher::matches).toList();
        }
    }
}
