package io.portolan.engine.manifest;

import static io.portolan.engine.manifest.Attribute.optional;
import static io.portolan.engine.manifest.Attribute.states;

import io.portolan.model.HealthCheck;
import io.portolan.model.HealthCheck.Protocol;
import java.time.Duration;
import java.util.Optional;

/** Health checks, of pools and of DNS answers. */
final class HealthCheckForm {
    private static final Attribute<Protocol> PROTOCOL = optional(
            "protocol",
            ChoiceType.of(Protocol.class, "TCP", Protocol.TCP, "HTTP", Protocol.HTTP, "HTTPS", Protocol.HTTPS),
            "A connection (TCP), or a GET that answers 200 to 399; HTTP where a path is given, else TCP."
                    + " Certificates are not verified.");
    private static final Attribute<String> PATH = optional(
                    "path", Texts.TEXT, "What is asked for; / where HTTP or HTTPS is given alone.")
            .example("/healthz");
    private static final Attribute<Integer> PORT =
            optional("port", IntegerType.PORT, "A port of its own; else the target's.");
    private static final Attribute<Duration> INTERVAL = states(
                    "interval", Texts.DURATION, "10s", "The time between two checks.")
            .example("10s");
    private static final Attribute<Duration> TIMEOUT =
            states("timeout", Texts.DURATION, "5s", "How long an answer may take, at most the interval.");
    private static final IntegerType THRESHOLD = new IntegerType("number", 1, 10);
    private static final Attribute<Integer> HEALTHY =
            states("healthyThreshold", THRESHOLD, "2", "Successes in a row until healthy, 1 to 10.");
    private static final Attribute<Integer> UNHEALTHY =
            states("unhealthyThreshold", THRESHOLD, "3", "Failures in a row until unhealthy, 1 to 10.");

    static final Form<HealthCheck> FORM = Form.of(
            "a health check",
            "HealthCheck",
            HealthCheckForm::make,
            PROTOCOL,
            PATH,
            PORT,
            INTERVAL,
            TIMEOUT,
            HEALTHY,
            UNHEALTHY);

    private HealthCheckForm() {}

    private static Optional<HealthCheck> make(Filled in) {
        Protocol standard = in.has(PATH) ? Protocol.HTTP : Protocol.TCP;
        HealthCheck.Builder check = HealthCheck.of(in.find(PROTOCOL).orElse(standard));
        in.find(PATH).ifPresent(check::path);
        in.find(PORT).ifPresent(check::port);
        return Optional.of(check.interval(in.field(INTERVAL))
                .timeout(in.field(TIMEOUT))
                .healthyThreshold(in.field(HEALTHY))
                .unhealthyThreshold(in.field(UNHEALTHY))
                .build());
    }
}
