package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.engine.manifest.Attribute.Presence;
import io.portolan.engine.manifest.Kinds.Documented;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/manifest.md: its tables are made here, and its words and samples are checked. */
class ManualTest {
    private static final Path PAGE = Examples.root().resolve("docs/manifest.md");

    @Test
    void theTablesAreThoseOfTheReader() throws IOException {
        String page = Files.readString(PAGE);
        page = between(page, "fields", fields());
        page = between(page, "codes", codes());

        Generated.assertUpToDate(PAGE, page);
    }

    private static String between(String page, String what, String made) {
        String start = "<!-- made by ManualTest from here on: " + what + " -->\n";
        int from = page.indexOf(start) + start.length();
        int to = page.indexOf("<!-- to here -->", from);
        assertThat(from).as("the mark for %s", what).isGreaterThan(start.length());
        return page.substring(0, from) + made + page.substring(to);
    }

    private static String fields() {
        StringBuilder text = new StringBuilder();
        Map<String, Form<?>> shared = new LinkedHashMap<>();
        Kinds.documented().forEach((kind, documented) -> kind(kind, documented, shared, text));
        text.append("\n### In several places\n");
        shared.forEach((name, form) -> table(name, form, text));
        return text.toString();
    }

    private static void kind(String kind, Documented documented, Map<String, Form<?>> shared, StringBuilder text) {
        text.append("\n### ").append(kind).append('\n').append(documented.doc()).append('\n');
        Map<String, Form<?>> own = new LinkedHashMap<>();
        collect(documented.spec(), own);
        table("spec", documented.spec(), text);
        own.forEach((name, form) -> {
            if (isShared(name)) {
                shared.put(name, form);
            } else {
                table(name, form, text);
            }
        });
        if (documented.isResource()) {
            documented
                    .document()
                    .attributes()
                    .forEach((name, attribute) -> attribute
                            .type()
                            .form()
                            .filter(f -> !name.equals("spec"))
                            .ifPresent(f -> shared.put(f.word(), f)));
        }
    }

    private static boolean isShared(String name) {
        return name.startsWith("reference")
                || Set.of("place of a secret", "health check", "alias").contains(name);
    }

    private static void collect(Form<?> form, Map<String, Form<?>> found) {
        for (Attribute<?> attribute : form.attributes().values()) {
            attribute.type().form().ifPresent(inner -> {
                if (found.putIfAbsent(inner.word(), inner) == null) {
                    collect(inner, found);
                }
            });
        }
    }

    private static void table(String name, Form<?> form, StringBuilder text) {
        if (name.startsWith("reference") && !name.endsWith("zone")) {
            return;
        }
        String title = name.startsWith("reference") ? "reference (`dnsName` only to a zone)" : name;
        text.append("\n**").append(title).append("**\n\n| field | value | | |\n|---|---|---|---|\n");
        form.attributes().values().forEach(a -> row(a, text));
    }

    private static void row(Attribute<?> attribute, StringBuilder text) {
        String presence = attribute.presence() == Presence.REQUIRED
                ? "required"
                : attribute.presence() == Presence.THREE_STATES ? "default " + attribute.standard() : "";
        String word = attribute.type().word().startsWith("name of")
                ? "reference"
                : attribute.type().word();
        text.append("| `")
                .append(attribute.name())
                .append("` | ")
                .append(word)
                .append(" | ")
                .append(presence)
                .append(" | ");
        text.append(attribute.doc().replace("<", "&lt;").replace("*", "\\*"));
        if (!attribute.example().isEmpty()) {
            text.append(" `").append(attribute.example().replace("|", "\\|")).append('`');
        }
        text.append(" |\n");
    }

    private static String codes() {
        StringBuilder text = new StringBuilder("\n| code | means |\n|---|---|\n");
        ProblemCodes.all()
                .forEach((code, means) -> text.append("| ")
                        .append(code)
                        .append(" | ")
                        .append(means)
                        .append(" |\n"));
        return text.append('\n').toString();
    }

    @Test
    void everyCodeThatIsUsedIsListed() throws IOException {
        Set<String> used = new TreeSet<>();
        Pattern code = Pattern.compile("\"(P0\\d\\d)\"");
        for (String module : Set.of("api", "engine")) {
            try (Stream<Path> files = Files.walk(Examples.root().resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    Matcher m = code.matcher(Files.readString(file));
                    m.results().forEach(r -> used.add(r.group(1)));
                }
            }
        }

        assertThat(ProblemCodes.all().keySet()).containsAll(used);
    }

    @Test
    void theSampleOfThePageIsValid() throws IOException {
        Matcher sample = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));

        assertThat(sample.find()).isTrue();
        assertThat(InMemory.problems(sample.group(1))).isEmpty();
    }
}
