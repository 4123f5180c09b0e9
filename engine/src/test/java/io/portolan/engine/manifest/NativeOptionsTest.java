package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeOptions;
import io.portolan.spi.OptionsType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NativeOptionsTest {
    private record Logs(String bucket) implements NativeOptions {
        @Override
        public String providerType() {
            return "cloud";
        }

        @Override
        public Kind<?> kind() {
            return LoadBalancer.KIND;
        }
    }

    private static final OptionsType<Logs> LOGS =
            OptionsType.of(LoadBalancer.KIND, Logs.class, NativeOptionsTest::logs, "{}");

    private static Logs logs(Map<String, Object> spec) {
        if (spec.get("bucket") instanceof String bucket) {
            return new Logs(bucket);
        }
        throw new IllegalArgumentException("bucket is a text");
    }

    private static String stack(String options) {
        return """
                apiVersion: portolan.io/v1
                kind: LoadBalancer
                metadata: {name: web}
                spec:
                  listeners: [{port: 80, protocol: TCP, pool: a}]
                  pools: [{name: a, port: 80}]
                ---
                apiVersion: cloud.portolan.io/v1
                """ + options;
    }

    private static final String OPTIONS = "kind: LoadBalancerOptions\nmetadata: {name: web}\nspec: {bucket: logs}\n";

    private static Manifest load(String options) {
        return InMemory.manifest(stack(options)).options("cloud", List.of(LOGS)).load();
    }

    @Test
    void theyGoToTheirResource() {
        Manifest manifest = load(OPTIONS);

        assertThat(manifest.problems().text()).isEmpty();
        assertThat(manifest.stack()
                        .find(Key.parse("LoadBalancer/web"))
                        .orElseThrow()
                        .options())
                .containsExactly(new Logs("logs"));
        assertThat(manifest.unreadOptions()).isEmpty();
    }

    @Test
    void elsewhereTheyAreListedAndNotRead() {
        Manifest manifest = InMemory.manifest(
                        stack("kind: LoadBalancerOptions\nmetadata: {name: web}\nspec: {any: thing}\n"))
                .load();

        assertThat(manifest.problems().text()).isEmpty();
        assertThat(manifest.unreadOptions()).hasSize(1);
        assertThat(manifest.unreadOptions().get(0)).hasToString("cloud LoadBalancerOptions/web");
        assertThat(manifest.unreadOptions().get(0).at()).hasToString("test.yaml:8:1");
    }

    @Test
    void theirMistakesAreNamed() {
        assertThat(first(OPTIONS.replace("logs", "5"))).isEqualTo("P091 test.yaml:11:7: bucket is a text");
        assertThat(first(OPTIONS.replace("LoadBalancerOptions", "VolumeOptions")))
                .isEqualTo("P090 test.yaml:8:1: cloud has no VolumeOptions");
        assertThat(first(OPTIONS.replace("name: web", "name: wbe")))
                .isEqualTo("P020 test.yaml:10:18: there is no LoadBalancer \"wbe\" in stack test");
        assertThat(first(OPTIONS + "---\napiVersion: cloud.portolan.io/v1\n" + OPTIONS))
                .startsWith("P021 test.yaml:15:18");
        assertThat(first("kind: LoadBalancerOptions\nmetadata: {name: web}\n")).startsWith("P006 test.yaml:8:1");
    }

    private static String first(String options) {
        return load(options).problems().all().get(0).toString();
    }
}
