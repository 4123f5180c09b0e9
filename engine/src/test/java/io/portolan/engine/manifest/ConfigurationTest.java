package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private static final String FILE = """
            apiVersion: portolan.io/v1
            kind: Configuration
            spec:
              defaultProvider: embedded
              state: {file: .portolan}
              providers:
                - {name: embedded, type: embedded, portOffset: 8000}
                - {name: fra-one, type: far, region: eu-central-1}
              secretStores:
                - {name: vault, command: [vault, get, "secret/$(key)"]}
            """;

    private static Configuration find(InMemory surroundings) {
        return Configuration.find(Path.of("a/b/c"), surroundings);
    }

    @Test
    void itIsFoundUpwards() {
        Configuration found = find(new InMemory().file("a/portolan.yaml", FILE).file("portolan.yaml", "never: read"));

        assertThat(found.problems().text()).isEmpty();
        assertThat(found.file()).contains(Path.of("a/portolan.yaml"));
        assertThat(found.defaultProvider()).contains("embedded");
        assertThat(found.state()).contains(Path.of("a/.portolan"));
        assertThat(found.providers())
                .extracting(ProviderEntry::toString)
                .containsExactly("embedded (embedded)", "fra-one (far)");
        assertThat(found.provider("embedded").orElseThrow().settings())
                .containsEntry("portOffset", "8000")
                .hasSize(1);
        assertThat(found.provider("embedded").orElseThrow().at()).hasToString("portolan.yaml:7:7");
        assertThat(found.provider("none")).isEmpty();
        assertThat(found.secretStores()).extracting(SecretStore::name).containsExactly("vault");
    }

    @Test
    void thereNeedNotBeOne() {
        Configuration none = find(new InMemory());

        assertThat(none.file()).isEmpty();
        assertThat(none.problems().all()).isEmpty();
        assertThat(none.providers()).isEmpty();
        assertThat(none.state()).isEmpty();
    }

    @Test
    void itsMistakesStandAmongThoseOfTheStack() {
        Manifest manifest = new InMemory()
                .file("portolan.yaml", FILE.replace("defaultProvider", "defaultProvidr"))
                .file("test/a.yaml", "kind: x")
                .manifests()
                .load();

        assertThat(manifest.problems().all())
                .extracting(Diagnostic::toString)
                .containsExactly(
                        "P006 a.yaml:1:1: a document needs the field `apiVersion`",
                        "P002 portolan.yaml:4:3: Configuration has no field \"defaultProvidr\"");
        assertThat(manifest.problems().text()).contains("--> portolan.yaml:4:3");
    }

    @Test
    void mistakesAreNamed() {
        assertThat(codes(FILE.replace("- {name: fra-one", "- {name: embedded"))).containsExactly("P021");
        assertThat(codes(FILE.replace("{file: .portolan}", "{postgres: {url: x}}")))
                .containsExactly("P080");
        assertThat(codes(FILE.replace(", \"secret/$(key)\"", ""))).containsExactly("P080");
        assertThat(codes(FILE.replace("region: eu-central-1", "region: [a]"))).containsExactly("P007");
        assertThat(codes(FILE.replace("type: far, ", ""))).containsExactly("P006");
        assertThat(codes(FILE + "---\n" + FILE)).containsExactly("P016");
        assertThat(codes("apiVersion: portolan.io/v1\nkind: Stack\nmetadata: {name: x}\nspec: {}\n"))
                .containsExactly("P016");
        assertThat(codes("[")).containsExactly("P001");
    }

    private static List<String> codes(String text) {
        return find(new InMemory().file("portolan.yaml", text)).problems().all().stream()
                .map(Diagnostic::code)
                .toList();
    }

    @Test
    void itIsNoPartOfAStack() {
        assertThat(InMemory.problems(FILE)).extracting(Diagnostic::code).containsExactly("P016");
    }
}
