package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.volume.Attachment;
import io.portolan.volume.Volume;
import org.junit.jupiter.api.Test;

class VariablesTest {
    private static String stack(String zone) {
        return """
            apiVersion: portolan.io/v1
            kind: Stack
            metadata: {name: test}
            spec:
              variables:
                size: {default: 20Gi}
                zone: {}
            ---
            apiVersion: portolan.io/v1
            kind: Environment
            metadata: {name: prod}
            spec: {values: {zone: b}}
            ---
            apiVersion: portolan.io/v1
            kind: Volume
            metadata: {name: data}
            spec: {size: $(size), zone: %s}
            """.formatted(zone);
    }

    private static Volume volume(Manifest manifest) {
        assertThat(manifest.problems().text()).isEmpty();
        return (Volume)
                manifest.stack().find(Key.parse("Volume/data")).orElseThrow().spec();
    }

    @Test
    void anEnvironmentGivesWhatHasNoDefault() {
        Manifest prod = InMemory.manifest(stack("$(zone)")).environment("prod").load();

        assertThat(volume(prod).zone()).contains("b");
        assertThat(prod.stack().owner()).isEqualTo("test/prod");
    }

    @Test
    void aVariableWithoutValueIsNamedWhereItIsUsed() {
        Diagnostic problem = InMemory.problems(stack("$(zone)")).get(0);

        assertThat(problem).hasToString("P062 test.yaml:17:29: variable zone has no value here");
    }

    @Test
    void withinATextScalarsCanStand() {
        Manifest prod = InMemory.manifest(stack("\"eu-$(zone)-$$(x)\""))
                .environment("prod")
                .load();

        assertThat(volume(prod).zone()).contains("eu-b-$(x)");
    }

    @Test
    void aListCantStandWithinAText() {
        Diagnostic problem = InMemory.manifest(stack("eu-$(zone)"))
                .set("zone", "[a, b]")
                .load()
                .problems()
                .all()
                .get(0);

        assertThat(problem).hasToString("P063 test.yaml:17:32: a list or a mapping can't stand within a text");
    }

    @Test
    void aValueOfAFlagIsReadAsInAManifestAndElseIsAText() {
        assertThat(volume(InMemory.manifest(stack("$(zone)"))
                                .set("zone", "@home")
                                .load())
                        .zone())
                .contains("@home");
        assertThat(InMemory.manifest(stack("$(zone)"))
                        .set("zone", "7")
                        .load()
                        .problems()
                        .all())
                .extracting(Diagnostic::toString)
                .containsExactly("P007 test.yaml:17:29: zone is a text, not a number");
    }

    @Test
    void whatIsWrongWithAValueIsSaidWhereItIsUsedAndWhereItComesFrom() {
        Diagnostic problem = InMemory.manifest(stack("a").replace("20Gi", "20"))
                .load()
                .problems()
                .all()
                .get(1);

        assertThat(problem).hasToString("P010 test.yaml:17:14: a size needs a unit");
        assertThat(problem.help()).contains("the value comes from variable size (test.yaml:6)");
    }

    @Test
    void unknownVariablesAreRefusedInFlagsAndEnvironments() {
        Manifest manifest = InMemory.manifest(stack("$(zone)").replace("{zone: b}", "{zone: b, sizes: 1Gi}"))
                .environment("prod")
                .set("zome", "c")
                .load();

        assertThat(manifest.problems().all())
                .extracting(Diagnostic::toString)
                .containsExactly(
                        "P061 --set zome: no variable of this stack is named \"zome\"",
                        "P061 test.yaml:12:26: no variable of this stack is named \"sizes\"");
        assertThat(manifest.problems().all())
                .allSatisfy(d -> assertThat(d.suggestion()).isPresent());
        assertThat(manifest.problems().text()).contains("  --> --set zome\n   = did you mean `zone`?\n");
    }

    @Test
    void aVariableThatIsUsedNowhereIsAWarning() {
        Manifest manifest = InMemory.manifest(stack("a")).load();

        assertThat(manifest.problems().hasErrors()).isFalse();
        assertThat(manifest.problems().text())
                .contains("warning[P064]: variable zone is used nowhere")
                .endsWith("1 warning in 1 file, 3 documents.\n");
        assertThat(manifest.stack().resources()).hasSize(1);
    }

    @Test
    void thereAreNoVariablesInVariables() {
        assertThat(InMemory.problems(stack("$(zone)").replace("20Gi", "$(zone)"))
                        .get(0))
                .hasToString("P063 test.yaml:6:21: the value of a variable has no variables in it");
    }

    @Test
    void aBrokenStackDocumentDoesNotMakeItsVariablesUnknown() {
        assertThat(InMemory.problems(stack("$(zone)").replace("metadata: {name: test}", "metadata: {name: @}")))
                .extracting(Diagnostic::code)
                .containsExactly("P001");
    }

    @Test
    void unknownEnvironmentsAreNamed() {
        Diagnostic problem = InMemory.manifest(stack("a"))
                .environment("pord")
                .load()
                .problems()
                .all()
                .get(0);

        assertThat(problem).hasToString("P070 --env pord: there is no environment \"pord\"");
        assertThat(problem.suggestion()).contains("prod");
        assertThat(problem.help()).containsExactly("environments: prod");
    }

    @Test
    void anEnvironmentOfSeveralProvidersIsRefusedOnlyWhenItIsChosen() {
        String members = stack("a")
                .replace(
                        "{values: {zone: b}}",
                        "{members: [{provider: x}, {provider: y, values: {q: 1}}], placement: [{any: thing}]}");

        Manifest unchosen = InMemory.manifest(members).load();
        Manifest chosen = InMemory.manifest(members).environment("prod").load();

        assertThat(unchosen.problems().hasErrors()).isFalse();
        assertThat(unchosen.environments().get(0).members()).containsExactly("x", "y");
        assertThat(chosen.problems().all().get(1))
                .hasToString("P071 test.yaml:12:17: environment prod runs on several providers");
    }

    @Test
    void variablesCantExplode() {
        StringBuilder yaml = new StringBuilder("""
                apiVersion: portolan.io/v1
                kind: Stack
                metadata: {name: test}
                spec:
                  variables:
                    list: {default: [""");
        yaml.append("x, ".repeat(10_000))
                .append("]}\n---\napiVersion: portolan.io/v1\nkind: Volume\nmetadata: {name: a}\nspec: {size: [");
        yaml.append("$(list), ".repeat(1_000)).append("]}\n");

        assertThat(InMemory.problems(yaml.toString()))
                .extracting(Diagnostic::code)
                .containsOnlyOnce("P008");
    }

    @Test
    void wholeValuesKeepTheirTypeAlsoInQuotes() {
        Manifest manifest = InMemory.manifest("""
                apiVersion: portolan.io/v1
                kind: Stack
                metadata: {name: test}
                spec:
                  variables:
                    port: {default: 8080}
                    targets: {default: [10.0.0.1, {instance: i-1, weight: 0}]}
                    machine: {default: app-1}
                ---
                apiVersion: portolan.io/v1
                kind: LoadBalancer
                metadata: {name: web}
                spec:
                  listeners: [{port: "$(port)", protocol: TCP, pool: a}]
                  pools: [{name: a, port: $(port), targets: $(targets)}]
                ---
                apiVersion: portolan.io/v1
                kind: Attachment
                metadata: {name: a}
                spec: {volume: {id: vol-1}, instance: $(machine)}
                """).load();

        assertThat(manifest.problems().text()).isEmpty();
        LoadBalancer web = (LoadBalancer) manifest.stack()
                .find(Key.parse("LoadBalancer/web"))
                .orElseThrow()
                .spec();
        Attachment attachment = (Attachment)
                manifest.stack().find(Key.parse("Attachment/a")).orElseThrow().spec();
        assertThat(web.listeners().get(0).port()).isEqualTo(8080);
        assertThat(web.pools().get(0).targets()).hasSize(2);
        assertThat(attachment.instance()).isEqualTo("app-1");
    }
}
