package io.portolan.baremetal.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A pool as it lives. Choosing is done on event loops and reads one immutable state; changes come from one thread at a time. */
final class Pool {
    private final String balancer;
    private final String name;
    private final String cookie;
    private final Loops loops;
    private final Map<InetSocketAddress, Target> known = new HashMap<>();
    private final Map<Target, HealthCheck> checks = new HashMap<>();
    private final List<Target> removed = new CopyOnWriteArrayList<>();
    private volatile State state;
    private volatile boolean retired;

    Pool(String balancer, PoolConfig config, Loops loops) {
        this.balancer = balancer;
        this.name = config.name();
        this.cookie = "portolan-" + digest(balancer + '/' + name);
        this.loops = loops;
        this.state = new State(PoolConfig.builder(name).build(), List.of());
        apply(config);
    }

    String name() {
        return name;
    }

    PoolConfig config() {
        return state.config;
    }

    /** The name of the cookie that keeps a client at a target, where this pool does so. */
    Optional<String> cookie() {
        return state.stickyBy(StickinessConfig.By.COOKIE) ? Optional.of(cookie) : Optional.empty();
    }

    /** The Set-Cookie that keeps a client at a target, where this pool does so. */
    Optional<String> setCookie(Target target, boolean secure) {
        PoolConfig now = state.config;
        if (!state.stickyBy(StickinessConfig.By.COOKIE)) {
            return Optional.empty();
        }
        long seconds = now.stickiness().map(each -> each.duration().toSeconds()).orElse(0L);
        return Optional.of(cookie + '=' + target.id() + "; Path=/; HttpOnly"
                + (seconds > 0 ? "; Max-Age=" + seconds : "")
                + (secure ? "; Secure" : ""));
    }

    /** Targets that stay keep health, connections and counters. */
    void apply(PoolConfig config) {
        retired = false;
        List<Target> wanted = new ArrayList<>();
        for (TargetConfig each : config.targets()) {
            wanted.add(known.computeIfAbsent(each.address(), this::create));
        }
        removed.removeIf(wanted::contains);
        for (Target target : List.copyOf(known.values())) {
            if (!wanted.contains(target)) {
                remove(target, config);
            }
        }
        State next = new State(config, wanted);
        for (int i = 0; i < wanted.size(); i++) {
            Target target = wanted.get(i);
            checks.computeIfAbsent(target, each -> new HealthCheck(each, loops.next()))
                    .apply(config);
            if (next.weights[i] > 0) {
                target.serve();
            }
        }
        state = next;
        for (int i = 0; i < wanted.size(); i++) {
            if (next.weights[i] == 0) {
                wanted.get(i).drain(config.drainTimeout(), loops.next());
            }
        }
        forgetDrained();
    }

    /**
     * Ends the checks and drains every target. Frontends that are themselves being drained may still choose here: their last requests
     * are served as before.
     */
    void retire() {
        retired = true;
        for (Target target : state.targets) {
            stopChecking(target);
            target.drain(state.config.drainTimeout(), loops.next());
            loops.closeIdle(target);
        }
    }

    boolean drained() {
        return retired
                && state.targets.stream().allMatch(target -> target.meter().active() == 0);
    }

    /**
     * Chooses a target for a new connection or request.
     *
     * @param session the value of this pool's cookie, where the client sent one
     * @param tried targets that this connection or request could not reach
     */
    Optional<Target> choose(InetAddress client, @Nullable String session, List<Target> tried) {
        State now = state;
        if (session != null && now.stickyBy(StickinessConfig.By.COOKIE)) {
            for (Target target : now.targets) {
                if (target.id().equals(session) && target.keepsSessions() && !tried.contains(target)) {
                    return Optional.of(target);
                }
            }
        }
        if (now.stickyBy(StickinessConfig.By.CLIENT_IP)) {
            return now.byHash(client, tried);
        }
        return now.config.balancing() == PoolConfig.Balancing.LEAST_CONNECTIONS
                ? now.leastConnections(tried)
                : now.inTurn(tried);
    }

    ProxyStatus.Pool read() {
        State now = state;
        List<ProxyStatus.Target> targets = new ArrayList<>();
        for (int i = 0; i < now.targets.size(); i++) {
            targets.add(now.targets.get(i).read(retired ? 0 : now.weights[i]));
        }
        for (Target target : removed) {
            if (target.meter().active() > 0) {
                targets.add(target.read(0));
            }
        }
        return new ProxyStatus.Pool(name, targets);
    }

    private Target create(InetSocketAddress address) {
        String where = address.getAddress().getHostAddress() + ':' + address.getPort();
        return new Target(digest(balancer + '/' + name + '/' + where), address);
    }

    private void remove(Target target, PoolConfig config) {
        stopChecking(target);
        if (!removed.contains(target)) {
            removed.add(target);
        }
        target.drain(config.drainTimeout(), loops.next());
        loops.closeIdle(target);
    }

    private void stopChecking(Target target) {
        HealthCheck check = checks.remove(target);
        if (check != null) {
            check.stop();
        }
    }

    private void forgetDrained() {
        List<Target> drained =
                removed.stream().filter(target -> target.meter().active() == 0).toList();
        removed.removeAll(drained);
        known.values().removeAll(drained);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static final class State {
        private final PoolConfig config;
        private final List<Target> targets;
        private final int[] weights;
        private final SmoothWeights turns;

        State(PoolConfig config, List<Target> targets) {
            this.config = config;
            this.targets = List.copyOf(targets);
            this.weights =
                    config.targets().stream().mapToInt(TargetConfig::weight).toArray();
            this.turns = new SmoothWeights(weights);
        }

        boolean stickyBy(StickinessConfig.By by) {
            return config.stickiness().map(each -> each.by() == by).orElse(false);
        }

        private boolean open(int index, List<Target> tried) {
            Target target = targets.get(index);
            return weights[index] > 0 && target.up() && !tried.contains(target);
        }

        Optional<Target> inTurn(List<Target> tried) {
            OptionalInt next = turns.next(index -> open(index, tried));
            return next.isPresent() ? Optional.of(targets.get(next.getAsInt())) : Optional.empty();
        }

        /** Those that are equally busy take turns. */
        Optional<Target> leastConnections(List<Target> tried) {
            double[] load = new double[weights.length];
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < load.length; i++) {
                load[i] = open(i, tried)
                        ? (targets.get(i).meter().active() + 1.0) / weights[i]
                        : Double.POSITIVE_INFINITY;
                least = Math.min(least, load[i]);
            }
            double most = least;
            OptionalInt next = turns.next(index -> load[index] <= most && load[index] < Double.POSITIVE_INFINITY);
            return next.isPresent() ? Optional.of(targets.get(next.getAsInt())) : Optional.empty();
        }

        /** Weighted rendezvous hashing: each target draws a lot that only it and the client decide; the best one wins. */
        Optional<Target> byHash(InetAddress client, List<Target> tried) {
            Optional<Target> best = Optional.empty();
            double highest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < weights.length; i++) {
                if (!open(i, tried)) {
                    continue;
                }
                double lot = (mix(client.hashCode(), targets.get(i).id().hashCode()) >>> 11) * 0x1.0p-53;
                double score = -weights[i] / Math.log(Math.max(lot, Double.MIN_NORMAL));
                if (score > highest) {
                    highest = score;
                    best = Optional.of(targets.get(i));
                }
            }
            return best;
        }

        /** SplitMix64's finalizer. */
        private static long mix(int client, int target) {
            long z = (((long) client << Integer.SIZE) | (target & 0xFFFFFFFFL)) + 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }
    }
}
