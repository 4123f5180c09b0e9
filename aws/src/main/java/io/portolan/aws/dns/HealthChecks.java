package io.portolan.aws.dns;

import io.portolan.aws.account.AliasTarget;
import io.portolan.aws.account.Service;
import io.portolan.dns.Answer;
import io.portolan.dns.RecordSet;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Field;
import io.portolan.model.FieldPath;
import io.portolan.model.HealthCheck;
import io.portolan.model.IpAddress;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.CreateHealthCheckRequest;
import software.amazon.awssdk.services.route53.model.DeleteHealthCheckRequest;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.HealthCheckType;

/**
 * Health checks of answers. Route 53 looks at one public address every 10 or 30 seconds, with times of its own for connecting and answering, and with one
 * threshold for both directions (developer guide, "Values that you specify when you create or update health checks").
 */
final class HealthChecks {
    private final Service<Route53Client> route53;

    HealthChecks(Service<Route53Client> route53) {
        this.route53 = route53;
    }

    /** What Route 53 can't hold of an answer's check. */
    static List<Problem> problems(RecordSet set, Answer answer, FieldPath at) {
        Optional<HealthCheck> given = answer.healthCheck();
        if (given.isEmpty()) {
            return List.of();
        }
        HealthCheck check = given.get();
        List<Problem> problems = new ArrayList<>();
        String type = set.typeWord();
        boolean looksAtOne =
                answer.values().size() == 1 && List.of("A", "AAAA", "CNAME").contains(type);
        if (answer.alias().isEmpty() && !looksAtOne) {
            problems.add(problem(at, "a check of Route 53 looks at one address or name")
                    .help("give the answer one value of type A, AAAA or CNAME"));
        }
        if (check.protocol() == HealthCheck.Protocol.TCP && check.port().isEmpty()) {
            problems.add(problem(at.field("port"), "a TCP check of an answer needs its port"));
        }
        check.interval()
                .value()
                .filter(i -> !i.equals(Duration.ofSeconds(10)) && !i.equals(Duration.ofSeconds(30)))
                .ifPresent(i -> problems.add(problem(at.field("interval"), "Route 53 checks every 10s or 30s")));
        check.timeout()
                .value()
                .ifPresent(t -> problems.add(problem(at.field("timeout"), "Route 53 has a timeout of its own")
                        .help("leave the timeout away")));
        check.healthyThreshold()
                .value()
                .filter(healthy -> !healthy.equals(check.unhealthyThreshold().orElse(HealthCheck.DEFAULT_UNHEALTHY)))
                .ifPresent(healthy -> problems.add(
                        problem(at.field("healthyThreshold"), "Route 53 has one threshold for both directions")
                                .help("leave it away, or give unhealthyThreshold the same")));
        return problems;
    }

    private static Problem problem(FieldPath at, String message) {
        return Problem.of("P050", at, message);
    }

    /** The configuration of an answer's check; of an alias it looks at the balancer's name, or at its first address where it has plain ones. */
    static Value<HealthCheckConfig> config(HealthCheck check, Answer answer, References references) {
        if (answer.alias().isEmpty()) {
            return Value.of(config(check, answer.values().get(0)));
        }
        Ref<LoadBalancer> balancer = answer.alias().get();
        Value<String> target = RecordTranslation.isPlain(balancer, references)
                ? references
                        .of(balancer, LoadBalancer.ADDRESS)
                        .map(address -> address.ips().get(0).toString())
                : references.of(balancer, AliasTarget.OUTPUT).map(AliasTarget::dnsName);
        return target.map(value -> config(check, value));
    }

    private static HealthCheckConfig config(HealthCheck check, String value) {
        boolean byName = !IpAddress.isAddress(value);
        HealthCheckConfig.Builder config = HealthCheckConfig.builder()
                .type(HealthCheckType.valueOf(check.protocol().name()))
                .requestInterval(Math.toIntExact(
                        check.interval().orElse(HealthCheck.DEFAULT_INTERVAL).toSeconds()))
                .failureThreshold(check.unhealthyThreshold().orElse(HealthCheck.DEFAULT_UNHEALTHY))
                .port(check.port().orElse(check.protocol() == HealthCheck.Protocol.HTTPS ? 443 : 80));
        if (byName) {
            config.fullyQualifiedDomainName(value.replaceAll("\\.$", ""));
        } else {
            config.ipAddress(value);
        }
        if (check.protocol() != HealthCheck.Protocol.TCP) {
            config.resourcePath(check.path());
        }
        return config.build();
    }

    /** Whether a check that is there looks as this configuration says; what the configuration leaves open counts for nothing. */
    static boolean isSame(HealthCheckConfig there, HealthCheckConfig wanted) {
        return wanted.sdkFields().stream()
                .filter(field -> field.getValueOrDefault(wanted) != null)
                .filter(field -> !(field.getValueOrDefault(wanted) instanceof List<?>))
                .allMatch(field -> field.getValueOrDefault(wanted).equals(field.getValueOrDefault(there)));
    }

    /** A check in portable words. */
    static HealthCheck portable(HealthCheckConfig config) {
        HealthCheck.Protocol protocol = HealthCheck.Protocol.valueOf(config.typeAsString());
        HealthCheck.Builder check = HealthCheck.of(protocol)
                .interval(Duration.ofSeconds(config.requestInterval()))
                .unhealthyThreshold(Field.of(config.failureThreshold()));
        if (config.port() != null) {
            check.port(config.port());
        }
        if (protocol != HealthCheck.Protocol.TCP && config.resourcePath() != null) {
            check.path(config.resourcePath());
        }
        return check.build();
    }

    /** The slot that the id of a new check goes into. */
    static Output<NativeId> slot(int answer) {
        return Output.of("RecordSet", "healthCheck" + answer, NativeId.class);
    }

    Steps create(Change<RecordSet> change, int answer, Value<HealthCheckConfig> config) {
        Key key = change.key();
        String owner = change.mark().owner();
        Step step = route53.step("CreateHealthCheck", "check " + config.map(HealthChecks::target), key)
                .with("HealthCheckConfig", config)
                .repeat(Repeat.TOKEN)
                .fills(key, slot(answer));
        return step.call(run -> {
            var request = CreateHealthCheckRequest.builder()
                    .callerReference(Check.reference(owner, key, run.token()))
                    .healthCheckConfig(run.get("HealthCheckConfig", HealthCheckConfig.class))
                    .build();
            var made = route53.send(step, request, Route53Client::createHealthCheck);
            NativeId id = NativeId.of(Check.PART, made.healthCheck().id());
            run.made(key, id);
            run.fill(key, slot(answer), id);
            return id;
        });
    }

    private static String target(HealthCheckConfig config) {
        return config.ipAddress() == null ? config.fullyQualifiedDomainName() : config.ipAddress();
    }

    Steps delete(Key key, Check check) {
        Step step = route53.delete("DeleteHealthCheck", check.nativeId(), key);
        return step.call(run -> {
            String id = run.get("id", String.class);
            return route53.write(
                    step, run, DeleteHealthCheckRequest.builder().healthCheckId(id), Route53Client::deleteHealthCheck);
        });
    }
}
