package io.portolan.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a target's health is looked at: a connection (TCP) or a request that must answer with a 2xx or 3xx status (HTTP, HTTPS).
 * Certificates are not verified by checks.
 */
public final class HealthCheck {
    /** How a check looks. */
    public enum Protocol {
        /** A connection is accepted. */
        TCP,
        /** A GET answers 200 to 399. */
        HTTP,
        /** A GET over TLS answers 200 to 399. */
        HTTPS
    }

    /** Where neither interval nor provider says otherwise. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

    /** Where none is given; never longer than the interval. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** Successes in a row that make a target healthy, where none is given. */
    public static final int DEFAULT_HEALTHY = 2;

    /** Failures in a row that make a target unhealthy, where none is given. */
    public static final int DEFAULT_UNHEALTHY = 3;

    private record State(
            Protocol protocol,
            @Nullable String path,
            @Nullable Integer port,
            Field<Duration> interval,
            Field<Duration> timeout,
            Field<Integer> healthyThreshold,
            Field<Integer> unhealthyThreshold) {}

    private final State s;

    private HealthCheck(State s) {
        this.s = s;
    }

    /** A check that opens a connection. */
    public static Builder tcp() {
        return new Builder(Protocol.TCP);
    }

    /** A check that sends {@code GET path}. */
    public static Builder http(String path) {
        return new Builder(Protocol.HTTP).path(path);
    }

    /** A check by this protocol. */
    public static Builder of(Protocol protocol) {
        return new Builder(protocol);
    }

    /** How it looks. */
    public Protocol protocol() {
        return s.protocol;
    }

    /** The path asked for; {@code /} where none is given. */
    public String path() {
        return s.path == null ? "/" : s.path;
    }

    /** A port of its own; empty: the target's port. */
    public Optional<Integer> port() {
        return Optional.ofNullable(s.port);
    }

    /** The time between two checks; default {@link #DEFAULT_INTERVAL}. */
    public Field<Duration> interval() {
        return s.interval;
    }

    /** How long an answer may take; default {@link #DEFAULT_TIMEOUT}, at most the interval. */
    public Field<Duration> timeout() {
        return s.timeout;
    }

    /** Successes in a row until healthy, 1 to 10; default {@link #DEFAULT_HEALTHY}. */
    public Field<Integer> healthyThreshold() {
        return s.healthyThreshold;
    }

    /** Failures in a row until unhealthy, 1 to 10; default {@link #DEFAULT_UNHEALTHY}. */
    public Field<Integer> unhealthyThreshold() {
        return s.unhealthyThreshold;
    }

    /** The mistakes in it, with paths below the check. */
    public List<Problem> validate() {
        List<Problem> problems = new ArrayList<>();
        if (s.path != null && (s.protocol == Protocol.TCP || !s.path.startsWith("/"))) {
            problems.add(Problem.of(
                    "P011",
                    FieldPath.of("path"),
                    s.protocol == Protocol.TCP ? "a TCP check has no path" : "a path begins with a slash"));
        }
        if (s.port != null && (s.port < 1 || s.port > 65535)) {
            problems.add(Problem.of("P011", FieldPath.of("port"), "a port is from 1 to 65535"));
        }
        positive(s.interval, "interval", problems);
        positive(s.timeout, "timeout", problems);
        threshold(s.healthyThreshold, "healthyThreshold", problems);
        threshold(s.unhealthyThreshold, "unhealthyThreshold", problems);
        if (s.timeout.value().isPresent()
                && s.timeout.orElse(DEFAULT_TIMEOUT).compareTo(s.interval.orElse(DEFAULT_INTERVAL)) > 0) {
            problems.add(Problem.of("P011", FieldPath.of("timeout"), "a check's timeout is at most its interval"));
        }
        return problems;
    }

    private static void positive(Field<Duration> field, String name, List<Problem> problems) {
        field.value()
                .filter(d -> d.isZero() || d.isNegative())
                .ifPresent(d ->
                        problems.add(Problem.of("P011", FieldPath.of(name), "a check's " + name + " is more than 0s")));
    }

    private static void threshold(Field<Integer> field, String name, List<Problem> problems) {
        field.value()
                .filter(n -> n < 1 || n > 10)
                .ifPresent(
                        n -> problems.add(Problem.of("P011", FieldPath.of(name), name + " is from 1 to 10, not " + n)));
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof HealthCheck h && s.equals(h.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "HealthCheck" + s.toString().substring("State".length());
    }

    /** Builds a {@link HealthCheck}. */
    public static final class Builder {
        private final Protocol protocol;
        private @Nullable String path;
        private @Nullable Integer port;
        private Field<Duration> interval = Field.unset();
        private Field<Duration> timeout = Field.unset();
        private Field<Integer> healthy = Field.unset();
        private Field<Integer> unhealthy = Field.unset();

        private Builder(Protocol protocol) {
            this.protocol = requireNonNull(protocol, "protocol");
        }

        /** The path to ask for. */
        public Builder path(String value) {
            path = value;
            return this;
        }

        /** A port of its own. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** The time between two checks. */
        public Builder interval(Duration value) {
            return interval(Field.of(value));
        }

        /** The time between two checks, in three states. */
        public Builder interval(Field<Duration> value) {
            interval = value;
            return this;
        }

        /** How long an answer may take. */
        public Builder timeout(Duration value) {
            return timeout(Field.of(value));
        }

        /** How long an answer may take, in three states. */
        public Builder timeout(Field<Duration> value) {
            timeout = value;
            return this;
        }

        /** Successes in a row until healthy. */
        public Builder healthyThreshold(Field<Integer> value) {
            healthy = value;
            return this;
        }

        /** Failures in a row until unhealthy. */
        public Builder unhealthyThreshold(Field<Integer> value) {
            unhealthy = value;
            return this;
        }

        /** The check; {@link HealthCheck#validate()} finds what is wrong with it. */
        public HealthCheck build() {
            return new HealthCheck(new State(protocol, path, port, interval, timeout, healthy, unhealthy));
        }
    }
}
