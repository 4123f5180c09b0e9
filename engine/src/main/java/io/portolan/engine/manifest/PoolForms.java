package io.portolan.engine.manifest;

import static io.portolan.engine.manifest.Attribute.optional;
import static io.portolan.engine.manifest.Attribute.required;
import static io.portolan.engine.manifest.Attribute.states;

import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Pool.ProxyProtocol;
import io.portolan.loadbalancer.Stickiness;
import io.portolan.loadbalancer.Stickiness.By;
import io.portolan.loadbalancer.Target;
import io.portolan.model.HealthCheck;
import io.portolan.model.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Pools and their targets. */
final class PoolForms {
    private static final Attribute<IpAddress> ADDRESS =
            optional("address", Texts.IP, "Its address.").example("10.20.1.10");
    private static final Attribute<String> INSTANCE = optional(
                    "instance", Texts.TEXT, "A machine, by the provider's id of it.")
            .example("app-1");
    private static final Attribute<Integer> TARGET_PORT =
            optional("port", IntegerType.PORT, "A port of its own; else the pool's.");
    private static final Attribute<Integer> WEIGHT = states(
            "weight",
            new IntegerType("number", 0, 256),
            "1",
            "Its share within the pool, 0 to 256; with 0 it is drained: nothing new goes there.");
    private static final Type<Target> TARGET = new EitherType<>(
            new MappedType<>(Texts.IP, Target::of),
            Form.of("a target", "Target", PoolForms::target, ADDRESS, INSTANCE, TARGET_PORT, WEIGHT)
                    .oneOf(ADDRESS, INSTANCE));

    private static final Attribute<By> BY = required(
                    "by",
                    ChoiceType.of(By.class, "None", By.NONE, "ClientIP", By.CLIENT_IP, "Cookie", By.COOKIE),
                    "How a client is known again: not, by its address, or by a cookie of the balancer (HTTP only).")
            .example("Cookie");
    private static final Attribute<Duration> COOKIE_DURATION = states(
                    "duration", Texts.DURATION, "24h", "With Cookie: for how long.")
            .example("1h");
    private static final Form<Stickiness> STICKINESS_FORM =
            Form.of("stickiness", "Stickiness", PoolForms::stickiness, BY, COOKIE_DURATION);

    private static final Attribute<String> NAME =
            required("name", Texts.NAME, "Its name within the balancer.").example("web");
    private static final Attribute<Integer> PORT = required(
                    "port", IntegerType.PORT, "The port that its targets listen at.")
            .example("8080");
    private static final Attribute<List<Target>> TARGETS = optional(
                    "targets",
                    ListType.of(TARGET, "targets"),
                    "Addresses, or {address, weight, port} or {instance, weight, port}; each only once.")
            .example("[10.20.1.10, 10.20.2.10]");
    private static final Attribute<HealthCheck> HEALTH_CHECK = optional(
                    "healthCheck",
                    HealthCheckForm.FORM,
                    "How health is looked at; without it a target is healthy until it refuses a connection.")
            .example("{path: /healthz}");
    private static final Attribute<Stickiness> STICKINESS =
            states("stickiness", STICKINESS_FORM, "none", "Whether clients come back to the same target.");
    private static final Attribute<Duration> DRAIN_TIMEOUT = states(
                    "drainTimeout",
                    Texts.DURATION,
                    "30s",
                    "How long a target that leaves may finish what it has begun.")
            .example("30s");
    private static final Attribute<ProxyProtocol> PROXY_PROTOCOL = states(
            "proxyProtocol",
            ChoiceType.of(
                    ProxyProtocol.class, "None", ProxyProtocol.NONE, "V1", ProxyProtocol.V1, "V2", ProxyProtocol.V2),
            "None",
            "Whether targets are told the client's address by PROXY protocol.");

    /** A pool. */
    static final Form<Pool> POOL = Form.of(
            "a pool",
            "Pool",
            PoolForms::pool,
            NAME,
            PORT,
            TARGETS,
            HEALTH_CHECK,
            STICKINESS,
            DRAIN_TIMEOUT,
            PROXY_PROTOCOL);

    private PoolForms() {}

    private static Optional<Target> target(Filled in) {
        Optional<Target> where =
                in.find(ADDRESS).map(Target::of).or(() -> in.find(INSTANCE).map(Target::ofInstance));
        return where.map(t -> t.weight(in.field(WEIGHT)))
                .map(t -> in.find(TARGET_PORT).map(t::port).orElse(t));
    }

    private static Optional<Stickiness> stickiness(Filled in) {
        if (in.has(COOKIE_DURATION) && in.get(BY) != By.COOKIE) {
            Reading at = in.at().field(COOKIE_DURATION.name());
            at.report(at.problem("P011", in.node(COOKIE_DURATION), "a duration goes with by: Cookie only"));
        }
        return Optional.of(
                switch (in.get(BY)) {
                    case NONE -> Stickiness.none();
                    case CLIENT_IP -> Stickiness.clientIp();
                    case COOKIE -> Stickiness.cookie(in.field(COOKIE_DURATION));
                });
    }

    private static Optional<Pool> pool(Filled in) {
        Pool.Builder pool = Pool.of(in.get(NAME), in.get(PORT))
                .targets(in.list(TARGETS))
                .stickiness(in.field(STICKINESS))
                .drainTimeout(in.field(DRAIN_TIMEOUT))
                .proxyProtocol(in.field(PROXY_PROTOCOL));
        in.find(HEALTH_CHECK).ifPresent(pool::healthCheck);
        return Optional.of(pool.build());
    }
}
