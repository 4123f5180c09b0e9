package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What YAML allows and manifests don't, and what no YAML is. */
class YamlTest {
    private static final String VOLUME = """
            apiVersion: portolan.io/v1
            kind: Volume
            metadata: {name: data}
            spec: {size: 1Gi}
            """;

    private static String only(String yaml) {
        List<Diagnostic> problems = InMemory.problems(yaml);
        assertThat(problems).hasSize(1);
        return problems.get(0).toString();
    }

    @Test
    void aBrokenDocumentHidesNoOther() {
        Manifest manifest = InMemory.manifest(VOLUME + "---\nkind: [\n---\n" + VOLUME.replace("size", "sise"))
                .load();

        assertThat(manifest.problems().all()).extracting(Diagnostic::code).containsExactly("P001", "P021", "P002");
        assertThat(manifest.problems().documents()).isEqualTo(3);
    }

    @Test
    void emptyDocumentsAndCommentsCountForNothing() {
        Manifest manifest = InMemory.manifest("# nothing\n---\n---\n" + VOLUME + "...\n# the end\n")
                .load();

        assertThat(manifest.problems().all()).isEmpty();
        assertThat(manifest.problems().documents()).isEqualTo(1);
        assertThat(manifest.stack().resources()).hasSize(1);
    }

    @Test
    void byteOrderMarksAndOtherLineEndingsAreTaken() {
        Manifest manifest = InMemory.manifest("\uFEFF" + VOLUME.replace("\n", "\r\n") + "---\r"
                        + VOLUME.replace("name: data", "name: b").replace("\n", "\r"))
                .load();

        assertThat(manifest.stack().resources()).hasSize(2);
    }

    @Test
    void fieldsStandOnlyOnce() {
        assertThat(only(VOLUME + "kind: Volume\n")).isEqualTo("P003 test.yaml:5:1: this field stands here twice");
    }

    @Test
    void nothingIsNoValue() {
        assertThat(only(VOLUME.replace("1Gi", "1Gi, zone: "))).isEqualTo("P004 test.yaml:4:19: zone is empty");
        assertThat(only(VOLUME.replace("1Gi", "1Gi, iops: ~"))).isEqualTo("P004 test.yaml:4:19: iops is empty");
    }

    @Test
    void tagsMergeKeysAndKeysThatAreNoWordsAreRefused() {
        assertThat(only(VOLUME.replace("1Gi", "!!str 1Gi"))).startsWith("P005 test.yaml:4:14: tags");
        assertThat(only(VOLUME.replace("size: 1Gi", "size: 1Gi, <<: {a: b}")))
                .startsWith("P005 test.yaml:4:19: fields are not merged");
        assertThat(only(VOLUME.replace("size: 1Gi", "size: 1Gi, [a]: b")))
                .startsWith("P005 test.yaml:4:19: the name of a field");
    }

    @Test
    void aliasesRepeatAValue() {
        Manifest manifest = InMemory.manifest(VOLUME.replace("1Gi", "&size 1Gi") + "---\n"
                        + VOLUME.replace("{size: 1Gi}", "{size: &z 2Gi, zone: *z}")
                                .replace("name: data", "name: b"))
                .load();

        assertThat(manifest.problems().all()).isEmpty();
    }

    @Test
    void aliasesToNothingAndToThemselvesAreRefused() {
        assertThat(only(VOLUME.replace("1Gi", "*nowhere"))).startsWith("P005 test.yaml:4:14: there is no anchor");
        assertThat(InMemory.problems(VOLUME.replace("{size: 1Gi}", "&a {size: *a}")))
                .extracting(Diagnostic::code)
                .contains("P005");
    }

    @Test
    void aliasesCantExplode() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(9)).append("]\n");
        }

        assertThat(only(bomb.toString())).startsWith("P008 test.yaml:").contains("aliases repeat more than");
    }

    @Test
    void depthIsBounded() {
        assertThat(only("a: " + "[".repeat(100_000)))
                .startsWith("P008 test.yaml:1:43: this is nested more than 40 levels deep");
        assertThat(only("{a: ".repeat(100_000))).startsWith("P008");
        StringBuilder block = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            block.append(" ".repeat(i)).append("a:\n");
        }
        assertThat(only(block.toString())).startsWith("P008");
    }

    @Test
    void tabsAreNamed() {
        Diagnostic problem = InMemory.problems(VOLUME.replace("spec: {size: 1Gi}", "spec:\n\tsize: 1Gi"))
                .get(0);

        assertThat(problem).hasToString("P001 test.yaml:5:1: a tab can't indent YAML, so this document can't be read");
        assertThat(problem.cause()).contains("use spaces");
    }

    @Test
    void charactersThatYamlKeepsAreShownInQuotes() {
        Diagnostic problem = InMemory.problems(VOLUME.replace("1Gi", "`1Gi`")).get(0);

        assertThat(problem)
                .hasToString("P001 test.yaml:4:14: YAML keeps \"`\" for itself, so this document can't be read");
        assertThat(problem.cause()).contains("put it in quotes: \"`1Gi`\"");
    }

    @Test
    void whatIsNotUtf8IsSaidWithItsPlace() {
        byte[] bytes = (VOLUME + "# caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
        List<Diagnostic> problems = new InMemory()
                .file("test/test.yaml", bytes)
                .manifests()
                .load()
                .problems()
                .all();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).hasToString("P009 test.yaml:5:6: this file is not UTF-8");
    }

    @Test
    void controlCharactersAreNamed() {
        assertThat(only(VOLUME.replace("1Gi", "1\u0000Gi")))
                .isEqualTo("P001 test.yaml:4:15: the character U+0000 can't stand in a manifest");
    }

    @Test
    void aDocumentIsAMapping() {
        assertThat(only("- a\n- b\n")).isEqualTo("P007 test.yaml:1:1: a document is a mapping, not a list");
        assertThat(only("just text")).isEqualTo("P007 test.yaml:1:1: a document is a mapping, not a text");
    }

    @Test
    void numbersAreNoTextsAndTextsAreNoNumbers() {
        Diagnostic zone =
                InMemory.problems(VOLUME.replace("1Gi", "1Gi, zone: 1")).get(0);
        Diagnostic iops =
                InMemory.problems(VOLUME.replace("1Gi", "1Gi, iops: \"3000\"")).get(0);

        assertThat(zone).hasToString("P007 test.yaml:4:25: zone is a text, not a number");
        assertThat(zone.suggestion()).contains("\"1\"");
        assertThat(iops).hasToString("P007 test.yaml:4:25: iops is a whole number, not a text");
        assertThat(iops.suggestion()).contains("3000");
    }

    @Test
    void hugeNumbersAreOutOfRange() {
        assertThat(only(VOLUME.replace("1Gi", "1Gi, iops: " + "9".repeat(100_000))))
                .isEqualTo("P011 test.yaml:4:25: iops is from 1 to 2147483647");
    }

    @Test
    void foreignDocumentsAreNamedOnce() {
        assertThat(
                        only(
                                "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {type: LoadBalancer}\n"))
                .isEqualTo("P016 test.yaml:1:13: documents of apiVersion \"v1\" are not read");
        Diagnostic kind = InMemory.problems(VOLUME.replace("Volume", "Volum")).get(0);
        assertThat(kind).hasToString("P016 test.yaml:2:7: there is no kind \"Volum\"");
        assertThat(kind.suggestion()).contains("Volume");
    }

    @Test
    void aFolderWithoutManifestsIsSaid() {
        List<Diagnostic> problems = new InMemory().manifests().load().problems().all();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).hasToString("P009 test: there is no manifest here");
    }
}
