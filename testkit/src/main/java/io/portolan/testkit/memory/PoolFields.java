package io.portolan.testkit.memory;

import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Stickiness;
import io.portolan.loadbalancer.Target;
import io.portolan.model.Field;
import io.portolan.model.HealthCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pools with every field given: as they will be, where what is not given stays as it is. */
final class PoolFields {
    private PoolFields() {}

    static Pool resolved(Pool spec, Optional<Pool> there) {
        Pool.Builder pool = Pool.of(spec.name(), spec.port())
                .targets(targets(spec.targets(), there))
                .stickiness(stickiness(
                        spec.stickiness(), there.flatMap(p -> p.stickiness().value())))
                .drainTimeout(Field.of(spec.drainTimeout()
                        .resolve(there.flatMap(p -> p.drainTimeout().value()), Pool.DEFAULT_DRAIN_TIMEOUT)))
                .proxyProtocol(Field.of(spec.proxyProtocol()
                        .resolve(there.flatMap(p -> p.proxyProtocol().value()), Pool.ProxyProtocol.NONE)));
        spec.healthCheck().ifPresent(check -> pool.healthCheck(check(check, there.flatMap(Pool::healthCheck))));
        return pool.build();
    }

    private static List<Target> targets(List<Target> wanted, Optional<Pool> there) {
        List<Target> targets = new ArrayList<>(wanted.size());
        for (Target target : wanted) {
            Optional<Integer> before = Optional.empty();
            if (there.isPresent() && target.weight().isUnset()) {
                before = there.get().targets().stream()
                        .filter(t ->
                                t.where().equals(target.where()) && t.port().equals(target.port()))
                        .findFirst()
                        .flatMap(t -> t.weight().value());
            }
            targets.add(target.weight(Field.of(target.weight().resolve(before, 1))));
        }
        return targets;
    }

    private static Stickiness stickiness(Field<Stickiness> wanted, Optional<Stickiness> there) {
        Stickiness value = wanted.resolve(there, Stickiness.none());
        if (value.by() != Stickiness.By.COOKIE) {
            return value;
        }
        return Stickiness.cookie(Field.of(
                value.duration().resolve(there.flatMap(s -> s.duration().value()), Stickiness.DEFAULT_DURATION)));
    }

    static HealthCheck check(HealthCheck wanted, Optional<HealthCheck> there) {
        HealthCheck.Builder check = HealthCheck.of(wanted.protocol())
                .interval(Field.of(wanted.interval()
                        .resolve(there.flatMap(c -> c.interval().value()), HealthCheck.DEFAULT_INTERVAL)))
                .timeout(Field.of(
                        wanted.timeout().resolve(there.flatMap(c -> c.timeout().value()), HealthCheck.DEFAULT_TIMEOUT)))
                .healthyThreshold(Field.of(wanted.healthyThreshold()
                        .resolve(there.flatMap(c -> c.healthyThreshold().value()), HealthCheck.DEFAULT_HEALTHY)))
                .unhealthyThreshold(Field.of(wanted.unhealthyThreshold()
                        .resolve(there.flatMap(c -> c.unhealthyThreshold().value()), HealthCheck.DEFAULT_UNHEALTHY)));
        if (wanted.protocol() != HealthCheck.Protocol.TCP) {
            check.path(wanted.path());
        }
        wanted.port().ifPresent(check::port);
        return check.build();
    }
}
