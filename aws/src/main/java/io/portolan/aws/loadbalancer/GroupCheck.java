package io.portolan.aws.loadbalancer;

import io.portolan.loadbalancer.Pool;
import io.portolan.model.Field;
import io.portolan.model.HealthCheck;
import io.portolan.spi.driver.Step;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * The health check of a target group. AWS always makes one: where a pool has none, it is by connection on an NLB; on an ALB, which has only HTTP, by a
 * request that may be answered with anything below 500.
 */
record GroupCheck(
        ProtocolEnum protocol,
        String port,
        @Nullable String path,
        @Nullable String matcher,
        int interval,
        int timeout,
        int healthy,
        int unhealthy) {
    private static final String TRAFFIC = "traffic-port";
    private static final String GOOD = "200-399";
    /** "For Application Load Balancers, you can specify values between 200 and 499" (Matcher). */
    private static final String ANYTHING = "200-499";

    static GroupCheck of(TargetGroup group) {
        boolean isHttp = group.healthCheckProtocol() != ProtocolEnum.TCP;
        return new GroupCheck(
                group.healthCheckProtocol(),
                group.healthCheckPort(),
                isHttp ? group.healthCheckPath() : null,
                isHttp && group.matcher() != null ? group.matcher().httpCode() : null,
                group.healthCheckIntervalSeconds(),
                group.healthCheckTimeoutSeconds(),
                group.healthyThresholdCount(),
                group.unhealthyThresholdCount());
    }

    /** What a pool's check will be; what is not said stays where the way of looking stays. */
    static GroupCheck of(Pool pool, boolean isHttp, Optional<GroupCheck> there) {
        HealthCheck check = pool.healthCheck()
                .orElseGet(() -> isHttp
                        ? HealthCheck.http("/").build()
                        : HealthCheck.tcp().build());
        ProtocolEnum protocol = switch (check.protocol()) {
            case TCP -> ProtocolEnum.TCP;
            case HTTP -> ProtocolEnum.HTTP;
            case HTTPS -> ProtocolEnum.HTTPS;
        };
        String matcher =
                protocol == ProtocolEnum.TCP ? null : pool.healthCheck().isPresent() ? GOOD : ANYTHING;
        Optional<GroupCheck> same =
                pool.healthCheck().isEmpty() ? Optional.empty() : there.filter(c -> c.protocol == protocol);
        int interval = seconds(
                check.interval().resolve(same.map(c -> Duration.ofSeconds(c.interval)), HealthCheck.DEFAULT_INTERVAL));
        // "The health check timeout must be smaller than the interval" for HTTP and HTTPS groups, at most the interval
        // for others.
        int most = isHttp ? interval - 1 : interval;
        Duration standard = Duration.ofSeconds(Math.min(most, HealthCheck.DEFAULT_TIMEOUT.toSeconds()));
        Optional<Duration> before = same.map(c -> Duration.ofSeconds(c.timeout)).filter(t -> t.toSeconds() <= most);
        return new GroupCheck(
                protocol,
                check.port().map(String::valueOf).orElse(TRAFFIC),
                protocol == ProtocolEnum.TCP ? null : check.path(),
                matcher,
                interval,
                seconds(check.timeout().resolve(before, standard)),
                check.healthyThreshold().resolve(same.map(c -> c.healthy), HealthCheck.DEFAULT_HEALTHY),
                check.unhealthyThreshold().resolve(same.map(c -> c.unhealthy), HealthCheck.DEFAULT_UNHEALTHY));
    }

    private static int seconds(Duration duration) {
        return (int) Math.max(1, duration.toSeconds());
    }

    /** Adds it to a step under the names of AWS's members. */
    Step to(Step step) {
        step.with("HealthCheckProtocol", protocol.toString())
                .with("HealthCheckPort", port)
                .with("HealthCheckIntervalSeconds", interval)
                .with("HealthCheckTimeoutSeconds", timeout)
                .with("HealthyThresholdCount", healthy)
                .with("UnhealthyThresholdCount", unhealthy);
        if (path != null) {
            step.with("HealthCheckPath", path);
        }
        if (matcher != null) {
            step.with("Matcher", Matcher.builder().httpCode(matcher).build());
        }
        return step;
    }

    /** In portable words; empty for the one of an ALB that stands for none. */
    Optional<HealthCheck> view() {
        if (ANYTHING.equals(matcher)) {
            return Optional.empty();
        }
        HealthCheck.Protocol how = protocol == ProtocolEnum.TCP
                ? HealthCheck.Protocol.TCP
                : protocol == ProtocolEnum.HTTP ? HealthCheck.Protocol.HTTP : HealthCheck.Protocol.HTTPS;
        HealthCheck.Builder check = HealthCheck.of(how)
                .interval(Duration.ofSeconds(interval))
                .timeout(Field.of(Duration.ofSeconds(timeout)))
                .healthyThreshold(Field.of(healthy))
                .unhealthyThreshold(Field.of(unhealthy));
        if (how != HealthCheck.Protocol.TCP && path != null) {
            check.path(path);
        }
        if (!TRAFFIC.equals(port)) {
            check.port(Integer.parseInt(port));
        }
        return Optional.of(check.build());
    }
}
