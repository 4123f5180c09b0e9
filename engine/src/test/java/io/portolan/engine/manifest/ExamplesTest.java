package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.portolan.dns.RecordSet;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Target;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.Lifecycle.DeletionPolicy;
import io.portolan.volume.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples are valid, and become what they say. */
class ExamplesTest {

    @ParameterizedTest
    @ValueSource(strings = {"smallest", "l4", "existing", "shop"})
    void isValid(String name) {
        Problems problems = Examples.manifests(name).load().problems();

        assertThat(problems.text()).isEmpty();
        assertThat(problems.json())
                .isEqualTo("{\"apiVersion\":\"portolan.io/v1\",\"kind\":\"Problems\",\"problems\":[]}");
    }

    @ParameterizedTest
    @CsvSource({"demo,embedded", "staging,fra-.*", "prod,fra-.*"})
    void theShopIsValidInEachEnvironment(String environment, String provider) {
        Manifest shop = Examples.manifests("shop").environment(environment).load();

        assertThat(shop.problems().text()).isEmpty();
        assertThat(shop.stack().owner()).isEqualTo("shop/" + environment);
        assertThat(shop.environment().orElseThrow().provider())
                .hasValueSatisfying(name -> assertThat(name).matches(provider));
    }

    @Test
    void theShopHasSixteenResourcesUnderTheKeysOfThePlan() {
        Manifest shop = Examples.manifests("shop").load();

        assertThat(shop.stack().resources().keySet())
                .extracting(Key::toString)
                .containsExactlyInAnyOrder(
                        "Network/main",
                        "Firewall/edge",
                        "Firewall/app",
                        "Address/web",
                        "LoadBalancer/web",
                        "DnsZone/shop",
                        "RecordSet/shop/@/alias",
                        "RecordSet/shop/www/alias",
                        "RecordSet/shop/img/A",
                        "RecordSet/shop/status/A",
                        "RecordSet/shop/@/MX",
                        "RecordSet/shop/@/TXT",
                        "RecordSet/shop/@/CAA",
                        "Volume/data",
                        "Attachment/data",
                        "Snapshot/data-first");
        assertThat(shop.problems().files()).isEqualTo(6);
        assertThat(shop.problems().documents()).isEqualTo(13);
        assertThat(shop.environments()).extracting(Environment::name).containsExactly("demo", "staging", "prod");
        assertThat(shop.configuration().defaultProvider()).contains("embedded");
        assertThat(shop.configuration().file()).contains(Path.of("examples/portolan.yaml"));
    }

    @Test
    void labelsOfStackAndEnvironmentGoOntoEveryResource() {
        Manifest prod = Examples.manifests("shop").environment("prod").load();

        assertThat(prod.stack().resources().values())
                .allSatisfy(
                        r -> assertThat(r.labels()).containsEntry("team", "web").containsEntry("tier", "production"));
    }

    @Test
    void flagsComeBeforeTheEnvironmentAndThatBeforeTheDefault() {
        Manifest demo = Examples.manifests("shop")
                .environment("demo")
                .set("next", "30")
                .set("webNext", "[10.20.1.99]")
                .load();
        LoadBalancer web = (LoadBalancer)
                demo.stack().find(Key.parse("LoadBalancer/web")).orElseThrow().spec();
        RecordSet img = (RecordSet) demo.stack()
                .find(Key.parse("RecordSet/shop/img/A"))
                .orElseThrow()
                .spec();
        Pool next = web.pool("web-next").orElseThrow();

        assertThat(web.listeners().get(1).routes().get(1).action().pools())
                .extracting(p -> p.weight())
                .containsExactly(100, 30);
        assertThat(next.targets()).containsExactly(Target.of("10.20.1.99"));
        assertThat(next.healthCheck().orElseThrow().interval().value()).contains(Duration.ofMillis(200));
        assertThat(img.ttl().value()).contains(Duration.ofSeconds(1));
        assertThat(demo.variables())
                .extracting(Variable::toString, Variable::origin)
                .contains(
                        tuple("next = 30", "--set next"),
                        tuple("ttl = 1s", "environment demo (environments.yaml:6)"),
                        tuple("domain = shop.example", "variable domain (stack.yaml:8)"));
    }

    @Test
    void everyResourceHasItsPlace() {
        Manifest shop = Examples.manifests("shop").load();

        assertThat(shop.place(Key.parse("Network/main"), FieldPath.ROOT)).hasToString("Optional[network.yaml:1:1]");
        assertThat(shop.place(Key.parse("LoadBalancer/web"), FieldPath.of("idleTimeout")))
                .hasToString("Optional[web.yaml:9:16]");
        assertThat(shop.place(Key.parse("LoadBalancer/web"), FieldPath.of("pools[0].healthCheck.interval")))
                .hasToString("Optional[web.yaml:30:47]");
        assertThat(shop.place(Key.parse("RecordSet/shop/www/alias"), FieldPath.ROOT))
                .hasToString("Optional[dns.yaml:9:7]");
        assertThat(shop.lifecycle(Key.parse("Volume/data"))).hasToString("Optional[data.yaml:7:12]");
        assertThat(shop.place(Key.parse("Volume/none"), FieldPath.ROOT)).isEmpty();
        assertThat(shop.stack().resources().keySet())
                .allSatisfy(key -> assertThat(shop.place(key, FieldPath.ROOT)).isPresent());
    }

    @Test
    void lifecyclesAndThreeStatesAreRead() {
        Manifest existing = Examples.manifests("existing").load();
        var orders = existing.stack().find(Key.parse("Volume/orders")).orElseThrow();
        Volume volume = (Volume) orders.spec();

        assertThat(orders.lifecycle().isProtected()).isTrue();
        assertThat(orders.lifecycle().deletionPolicy()).isEqualTo(DeletionPolicy.RETAIN);
        assertThat(orders.lifecycle().adopt()).contains("vol-0a9c41d27");
        assertThat(orders.lifecycle().movedFrom()).contains("data");
        assertThat(volume.iops()).hasToString("default");
        assertThat(volume.throughput()).hasToString("unset");
        assertThat(existing.stack().resources().keySet())
                .extracting(Key::toString)
                .contains("RecordSet/Z0837126/shop.corp.example./alias");
    }

    @Test
    void theExamplesAreThoseOfTheDesign() throws Exception {
        for (String name :
                List.of("smallest/web.yaml", "l4/resolver.yaml", "existing/existing.yaml", "mistakes/ten.yaml")) {
            byte[] ours = Files.readAllBytes(Examples.root().resolve("examples").resolve(name));
            Examples.assertSameAsShared("examples/" + name, ours);
        }
    }
}
