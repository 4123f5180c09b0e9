package io.portolan.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code javap} shows of the api's public and protected members. */
class PublicApiTest {
    private static final Path ROOT = Path.of(System.getProperty("portolan.root"));
    private static final Pattern QUALIFIED = Pattern.compile("\\b[a-z][\\w$]*(?:\\.[a-z][\\w$]*)*\\.[A-Z][\\w$.]*");

    @Test
    void theApiShowsOnlyTypesOfTheJdkItselfAndJspecify() throws IOException {
        Set<String> types = types(Module.API);

        assertThat(types).hasSizeGreaterThan(100).contains("io.portolan.Stack", "java.util.Optional");
        assertThat(foreign(types)).isEmpty();
    }

    @Test
    void aForeignTypeWouldBeFound() throws IOException {
        assertThat(foreign(types(Module.CLI)))
                .contains("picocli.CommandLine")
                .allMatch(type -> !type.startsWith("java."));
    }

    private static List<String> foreign(Set<String> types) {
        return types.stream()
                .filter(type ->
                        Stream.of("java.", "io.portolan.", "org.jspecify.").noneMatch(type::startsWith))
                .toList();
    }

    private static Set<String> types(Module module) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-protected"));
        try (Stream<Path> files = Files.walk(module.classes(ROOT))) {
            files.filter(f -> f.toString().endsWith(".class"))
                    .map(Path::toString)
                    .forEach(arguments::add);
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int result = ToolProvider.findFirst("javap")
                .orElseThrow()
                .run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
        assertThat(result).as(err.toString()).isZero();
        Set<String> types = new TreeSet<>();
        QUALIFIED.matcher(out.toString()).results().map(MatchResult::group).forEach(types::add);
        return types;
    }
}
