package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Support;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.LoadBalancerFeatures;
import io.portolan.model.Key;
import io.portolan.model.Spec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One manifest with ten different mistakes: all ten, each with its place, in the shape that was designed before the code. */
class MistakesTest {

    private final Manifest manifest = Examples.manifests("mistakes").load();

    /** A provider with one limit that matters here; everything else of the balancer is held. */
    private static final Support EMBEDDED = Support.builder()
            .natively(
                    LoadBalancerFeatures.PUBLIC,
                    LoadBalancerFeatures.HTTPS,
                    LoadBalancerFeatures.ROUTE_PATH,
                    LoadBalancerFeatures.TARGET_ADDRESS,
                    LoadBalancerFeatures.CHECK_HTTP)
            .within(LoadBalancerFeatures.IDLE, Duration.ofSeconds(1), Duration.ofHours(24))
            .build();

    /** What the provider can't hold, put to its place. */
    private List<Diagnostic> unsupported() {
        Key web = Key.of(LoadBalancer.KIND, "web");
        Spec spec = manifest.draft().find(web).orElseThrow().spec();
        return SupportProblems.of(spec, EMBEDDED, "embedded").stream()
                .map(p -> manifest.diagnose(web, p))
                .toList();
    }

    @Test
    void allTenAreSaidAtOnceAsDesigned() throws IOException {
        Problems all = manifest.problems().and(unsupported());

        assertThat(all.text()).isEqualTo(errors());
        assertThat(all.errors()).isEqualTo(10);
    }

    private static String errors() throws IOException {
        try (InputStream in = MistakesTest.class.getResourceAsStream("errors.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(text.indexOf("\n\n") + 2);
        }
    }

    @Test
    void aFeatureThatIsMissingIsNamed() {
        Key web = Key.of(LoadBalancer.KIND, "web");
        Spec spec = manifest.draft().find(web).orElseThrow().spec();
        Support nothing = Support.builder().build();

        assertThat(SupportProblems.of(spec, nothing, "acme"))
                .extracting(p -> manifest.diagnose(web, p).toString())
                .contains("P040 ten.yaml:19:17: acme has no listener HTTPS for an HTTPS load balancer");
    }

    @Test
    void theDesignIsStillTheSame() throws IOException {
        Examples.assertSameAsShared(
                "errors.txt",
                MistakesTest.class.getResourceAsStream("errors.txt").readAllBytes());
    }
}
