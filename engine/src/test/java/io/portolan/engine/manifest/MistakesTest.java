package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Durations;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One manifest with ten different mistakes: all ten, each with its place, in the shape that was designed before the code. */
class MistakesTest {

    private final Manifest manifest = Examples.manifests("mistakes").load();

    /** What the engine finds when it asks the embedded provider; here by hand. */
    private Diagnostic unsupported() {
        Key web = Key.of(LoadBalancer.KIND, "web");
        LoadBalancer spec =
                (LoadBalancer) manifest.draft().find(web).orElseThrow().spec();
        Duration idle = spec.idleTimeout().value().orElseThrow();
        Problem problem = Problem.of(
                        "P040",
                        FieldPath.of("idleTimeout"),
                        "embedded can't hold an idleTimeout of " + Durations.format(idle)
                                + " on an HTTPS load balancer")
                .because("from 1s to 24h here")
                .help("use at most 24h, or leave the line away. All limits: portolan support LoadBalancer");
        return manifest.diagnose(web, problem);
    }

    @Test
    void allTenAreSaidAtOnceAsDesigned() throws IOException {
        Problems all = manifest.problems().and(List.of(unsupported()));

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
    void theDesignIsStillTheSame() throws IOException {
        Examples.assertSameAsShared(
                "errors.txt",
                MistakesTest.class.getResourceAsStream("errors.txt").readAllBytes());
    }
}
