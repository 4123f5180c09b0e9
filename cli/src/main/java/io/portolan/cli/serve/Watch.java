package io.portolan.cli.serve;

import io.portolan.baremetal.proxy.ProxyStatus;
import io.portolan.cli.apply.Interrupts;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.terminal.Text;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at what is served until Ctrl-C: traffic in place on a terminal, and a line for each target that goes down or comes back. */
final class Watch {
    private static final long TICK_MILLIS = 1000;
    private static final long FIRST_LOOK_MILLIS = 25;
    private static final int FIRST_LOOKS = 200;

    private final ServedCloud cloud;
    private final Backends backends;
    private final boolean withBackends;
    private final Terminal terminal;
    private final Map<String, ProxyStatus.Health> health = new LinkedHashMap<>();
    private final long start = System.nanoTime();
    private int drawn;

    Watch(ServedCloud cloud, Backends backends, boolean withBackends, Terminal terminal) {
        this.cloud = cloud;
        this.backends = backends;
        this.withBackends = withBackends;
        this.terminal = terminal;
    }

    /** Starts servers for targets that have none, where that is wanted, and says so. */
    void startBackends() throws IOException {
        if (withBackends) {
            backends.start(cloud.targets())
                    .forEach((address, name) ->
                            terminal.err().println("  backend  " + Text.column(name, 9) + ServingScreen.host(address)));
            terminal.err().flush();
        }
    }

    /** Waits a short while until every target has been looked at once, and those whose server was started here are found healthy. */
    void awaitFirstHealth() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < FIRST_LOOKS && isUnsettled(); i++) {
            never.await(FIRST_LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean isUnsettled() {
        Set<InetSocketAddress> started = backends.names().keySet();
        return cloud.proxy().balancers().stream()
                .flatMap(b -> b.pools().stream())
                .flatMap(p -> p.targets().stream())
                .anyMatch(t -> t.health() == ProxyStatus.Health.UNKNOWN
                        || (t.health() == ProxyStatus.Health.DOWN && started.contains(t.address())));
    }

    /** Returns after Ctrl-C. */
    void run() throws IOException, InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        Interrupts interrupts = Interrupts.on(n -> stop.countDown());
        try {
            while (!stop.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                startBackends();
                changes();
                draw();
            }
        } finally {
            interrupts.close();
            erase();
            terminal.err().flush();
        }
    }

    private void changes() {
        Map<String, Map<String, Object>> balancers = cloud.list("balancer");
        for (ProxyStatus.Balancer balancer : cloud.proxy().balancers()) {
            for (ProxyStatus.Pool pool : balancer.pools()) {
                for (ProxyStatus.Target target : pool.targets()) {
                    String key = balancer.name() + " " + pool.name() + " " + target.address();
                    ProxyStatus.Health before = health.put(key, target.health());
                    if (before != null && before != target.health()) {
                        erase();
                        terminal.err()
                                .println(clock() + ServingScreen.name(balancer, balancers) + "  "
                                        + ServingScreen.host(target.address()) + " (" + pool.name() + ") "
                                        + target.health().name().toLowerCase(Locale.ROOT)
                                        + (target.reason().isEmpty() ? "" : ": " + target.reason()));
                    }
                }
            }
        }
        terminal.err().flush();
    }

    private String clock() {
        return String.format(Locale.ROOT, "%5s  ", Text.clock(Duration.ofNanos(System.nanoTime() - start)));
    }

    private void draw() {
        if (!terminal.isLive()) {
            return;
        }
        erase();
        Map<String, Map<String, Object>> balancers = cloud.list("balancer");
        List<String> lines = new ArrayList<>();
        for (ProxyStatus.Balancer balancer : cloud.proxy().balancers()) {
            lines.add(Text.cut(
                    clock() + ServingScreen.name(balancer, balancers) + "  " + traffic(balancer),
                    terminal.width() - 1));
        }
        PrintStream err = terminal.err();
        lines.forEach(err::println);
        err.flush();
        drawn = lines.size();
    }

    private static String traffic(ProxyStatus.Balancer balancer) {
        long requests = 0;
        long failed = 0;
        Duration p99 = Duration.ZERO;
        for (ProxyStatus.Frontend frontend : balancer.frontends()) {
            requests += frontend.traffic().total();
            failed += frontend.traffic().failures();
            Duration own = frontend.traffic().latency().p99();
            p99 = own.compareTo(p99) > 0 ? own : p99;
        }
        Map<String, Long> pools = new LinkedHashMap<>();
        for (ProxyStatus.Pool pool : balancer.pools()) {
            pools.put(
                    pool.name(),
                    pool.targets().stream().mapToLong(t -> t.traffic().total()).sum());
        }
        long sum = pools.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder shares = new StringBuilder();
        pools.forEach((name, n) -> shares.append("  ")
                .append(name)
                .append(' ')
                .append(sum == 0 ? 0 : Math.round(100.0 * n / sum))
                .append(" %"));
        return Text.count(requests, "request") + ", " + failed + " failed, p99 " + Text.latency(p99) + " " + shares;
    }

    private void erase() {
        if (drawn > 0) {
            terminal.err().print("\u001b[" + drawn + "A\u001b[0J");
            drawn = 0;
        }
    }
}
