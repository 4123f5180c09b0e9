package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.portolan.engine.manifest.Node.Mapping;
import io.portolan.engine.manifest.Node.Scalar;
import io.portolan.engine.manifest.Node.Sequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema says what the reader does, checked by a validator that knows nothing of either. */
class SchemaTest {
    private static final int MUTATIONS = Integer.getInteger("portolan.schema.mutations", 2_000);
    private static final long SEED = 20_261_125L;

    /** Mistakes in the shape of a document, which a schema can see; the others are between fields and documents. */
    private static final Set<String> SHAPES = Set.of("P002", "P004", "P006", "P015", "P016");

    /** Problems that no schema sees, and that don't keep the shape from being right. */
    private static final Set<String> BEYOND = Set.of(
            "P012", "P013", "P014", "P020", "P021", "P031", "P032", "P050", "P051", "P053", "P054", "P055", "P056",
            "P060");

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ManifestSchema.json(), InputFormat.JSON);

    private List<String> errors(Node document) {
        return schema.validate(json(document), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void theCommittedSchemaIsTheOneOfTheReader() throws IOException {
        Generated.assertUpToDate(
                Examples.root().resolve("engine/src/main/resources/io/portolan/engine/manifest/portolan.schema.json"),
                ManifestSchema.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"smallest", "l4", "existing", "shop"})
    void theExamplesFit(String name) throws IOException {
        for (Map.Entry<String, byte[]> file : Examples.files(name).entrySet()) {
            for (Node document : MutationTest.nodes(file.getKey(), file.getValue())) {
                assertThat(errors(document)).as(file.getKey()).isEmpty();
            }
        }
    }

    @Test
    void theMistakesDoNot() throws IOException {
        byte[] bytes =
                Optional.ofNullable(Examples.files("mistakes").get("ten.yaml")).orElseThrow();

        assertThat(MutationTest.nodes("ten.yaml", bytes))
                .filteredOn(d -> errors(d).isEmpty())
                .extracting(d -> ((Mapping) d).scalar("kind").orElseThrow().text())
                .containsExactly("Network", "DnsZone");
    }

    @Test
    void theReaderAndTheSchemaAgreeOnDamagedDocuments() throws IOException {
        List<Node> documents = new ArrayList<>();
        for (String name : List.of("smallest", "l4", "existing", "shop")) {
            for (Map.Entry<String, byte[]> file : Examples.files(name).entrySet()) {
                documents.addAll(MutationTest.nodes(file.getKey(), file.getValue()));
            }
        }
        int fit = 0;
        int misshapen = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String yaml = new Mutants(SEED + i).trees(List.of(documents.get(i % documents.size())));
            Set<String> codes = InMemory.problems(yaml).stream()
                    .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
                    .map(Diagnostic::code)
                    .collect(Collectors.toCollection(TreeSet::new));
            List<Node> read = MutationTest.nodes("m.yaml", yaml.getBytes(StandardCharsets.UTF_8));
            if (read.size() != 1 || codes.stream().anyMatch(c -> c.matches("P00[1589]|P06[123]"))) {
                continue;
            }
            List<String> errors = errors(read.get(0));
            if (BEYOND.containsAll(codes)) {
                assertThat(errors)
                        .as("the reader takes it, seed %d:%n%s", SEED + i, yaml)
                        .isEmpty();
                fit++;
            }
            if (codes.stream().anyMatch(SHAPES::contains) && !codes.contains("P003")) {
                assertThat(errors)
                        .as("the reader says %s, seed %d:%n%s", codes, SEED + i, yaml)
                        .isNotEmpty();
                misshapen++;
            }
        }
        System.out.printf(
                "%,d damaged documents from seed %d: %,d fit both, %,d fit neither%n", MUTATIONS, SEED, fit, misshapen);
        assertThat(fit).isGreaterThan(MUTATIONS / 20);
        assertThat(misshapen).isGreaterThan(MUTATIONS / 20);
    }

    @Test
    void fieldsExplainThemselves() {
        assertThat(ManifestSchema.explain("LoadBalancer.spec.pools.drainTimeout")
                        .orElseThrow()
                        .text())
                .isEqualTo("""
                        drainTimeout: duration. How long a target that leaves may finish what it has begun.
                        Default 30s.
                        Unset: left as it is; on creation the default.
                        Example: drainTimeout: 30s
                        """);
        assertThat(ManifestSchema.explain("LoadBalancer.pools.targets.weight")).isPresent();
        assertThat(ManifestSchema.explain("Volume.lifecycle.protect")).isPresent();
        assertThat(ManifestSchema.explain("Stack.spec.variables.default")).isPresent();
        assertThat(ManifestSchema.explain("DnsZone.records.failover.healthCheck.interval"))
                .isPresent();
        assertThat(ManifestSchema.explain("Configuration.spec.providers.name")).isPresent();
        assertThat(ManifestSchema.explain("LoadBalancer.spec.nothing")).isEmpty();
        assertThat(ManifestSchema.explain("Nothing.spec")).isEmpty();
        assertThat(ManifestSchema.explain("")).isEmpty();
        assertThat(ManifestSchema.explainKind("Volume"))
                .contains("Volume: A block volume.\nFields: size, zone, iops, throughput, snapshot\n");
        assertThat(ManifestSchema.resourceKinds()).hasSize(10);
    }

    private static String json(Node node) {
        if (node instanceof Mapping mapping) {
            return mapping.entries().stream()
                    .map(e -> text(e.key().text()) + ":" + json(e.value()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node instanceof Sequence sequence) {
            return sequence.items().stream().map(SchemaTest::json).collect(Collectors.joining(",", "[", "]"));
        }
        Scalar scalar = (Scalar) node;
        Object value = AnyType.plain(scalar);
        return scalar.isNull() ? "null" : value instanceof String s ? text(s) : value.toString();
    }

    private static String text(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars()
                .mapToObj(c -> c < ' ' || c == '"' || c == '\\' || c > '~'
                        ? String.format("\\u%04x", c)
                        : Character.toString(c))
                .forEach(out::append);
        return out.append('"').toString();
    }
}
