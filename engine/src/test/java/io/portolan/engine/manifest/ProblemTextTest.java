package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTextTest {

    private static Excerpt excerpt(String line, String what) {
        SourceFile source = new SourceFile("a.yaml", "a.yaml", Path.of(""), line);
        int from = line.indexOf(what) + 1;
        return Excerpt.of(new Location(source, 1, from, from + what.length()), 60);
    }

    private static String marked(Excerpt excerpt) {
        return excerpt.text().substring(excerpt.column(), excerpt.column() + excerpt.length());
    }

    @Test
    void aWideLineLosesWhatStandsBetweenItsNameAndThePlace() {
        String line = "  - {name: app, one: [1, 2, 3, 4, 5, 6, 7], two: {a: b, c: d}, three: \"x, y\", four: wrong}";
        Excerpt excerpt = excerpt(line, "wrong");

        assertThat(excerpt.text()).isEqualTo("  - {name: app, ... four: wrong}");
        assertThat(marked(excerpt)).isEqualTo("wrong");
    }

    @Test
    void aWideTextIsCutAroundThePlace() {
        Excerpt excerpt = excerpt("key: " + "a".repeat(100) + "HERE" + "b".repeat(100), "HERE");

        assertThat(excerpt.text()).hasSize(60).startsWith("...").endsWith("...").contains("aHEREb");
        assertThat(marked(excerpt)).isEqualTo("HERE");
        assertThat(excerpt("x".repeat(500), "x".repeat(500)).text()).hasSize(60);
    }

    @Test
    void tabsAndControlCharactersTakeOneColumn() {
        Excerpt excerpt = excerpt("a:\tb\u0007 c", "c");

        assertThat(excerpt.text()).isEqualTo("a: b? c");
        assertThat(marked(excerpt)).isEqualTo("c");
    }

    @Test
    void hiddenRangesAreThreeStarsAndThePlaceMoves() {
        SourceFile source = new SourceFile("a.yaml", "a.yaml", Path.of(""), "k: {privateKey: hunter2, x: y}");
        source.hide(1, 17, 1, 24);
        Excerpt behind = Excerpt.of(new Location(source, 1, 29, 30), 90);
        Excerpt itself = Excerpt.of(new Location(source, 1, 17, 24), 90);

        assertThat(behind.text()).isEqualTo("k: {privateKey: ***, x: y}");
        assertThat(marked(behind)).isEqualTo("y");
        assertThat(marked(itself)).isEqualTo("***");
    }

    @Test
    void jsonHasTheShapeThatWasPromised() {
        String json = InMemory.manifest("""
                apiVersion: portolan.io/v1
                kind: Volume
                metadata: {name: data}
                spec: {size: 1Gi, zome: a}
                """).load().problems().json();

        assertThat(json)
                .isEqualTo("{\"apiVersion\":\"portolan.io/v1\",\"kind\":\"Problems\",\"problems\":[{\"code\":\"P002\","
                        + "\"severity\":\"error\",\"file\":\"test.yaml\",\"line\":4,\"column\":19,\"endColumn\":23,"
                        + "\"path\":\"Volume/data.spec\",\"message\":\"Volume has no field \\\"zome\\\"\","
                        + "\"suggestion\":\"zone\"}]}");
    }

    @Test
    void aStackWithErrorsIsNotHandedOut() {
        Manifest manifest = InMemory.manifest("kind: x").load();

        assertThat(catchThrowable(manifest::stack)).isInstanceOf(IllegalStateException.class);
        assertThat(manifest.draft().resources()).isEmpty();
    }

    @Test
    void theNearestWordIsOneThatSomebodyCouldHaveMeant() {
        List<String> words = List.of("listeners", "pools", "scheme", "idleTimeout");

        assertThat(Nearest.to("schem", words)).contains("scheme");
        assertThat(Nearest.to("pulls", words)).isEmpty();
        assertThat(Nearest.to("polos", words)).contains("pools");
        assertThat(Nearest.to("idletimeout", words)).contains("idleTimeout");
        assertThat(Nearest.to("x".repeat(10_000), words)).isEmpty();
    }
}
