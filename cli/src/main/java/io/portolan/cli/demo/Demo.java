package io.portolan.cli.demo;

import io.portolan.Health;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedChange;
import io.portolan.PlannedStep;
import io.portolan.engine.PlanOptions;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** The ten things that the demo shows. Each is checked: what did not happen ends the demo with {@link DidNotHappen}. */
final class Demo {
    private static final Key WEB = Key.of(LoadBalancer.KIND, "web");
    private static final Key DATA = Key.parse("Volume/data");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Shop shop;
    private final Screen screen;
    private final IntConsumer pause;
    private final Backend red = new Backend("red", "127.20.1.10", 8080);
    private final Backend green = new Backend("green", "127.20.2.10", 8080);
    private final Backend blue = new Backend("blue", "127.20.1.20", 8080, 8081);
    private InetSocketAddress https = InetSocketAddress.createUnresolved("unknown", 0);

    /**
     * A demo of this shop.
     *
     * @param pause called before each step with its number
     */
    Demo(Shop shop, Screen screen, IntConsumer pause) {
        this.shop = shop;
        this.screen = screen;
        this.pause = pause;
    }

    void run() throws IOException, InterruptedException {
        List<Backend> backends = List.of(red, green, blue);
        try {
            backends.forEach(Backend::start);
            screen.line("Backends   three tiny web servers: " + red + ", " + green + ", " + blue);
            screen.line("");
            Plan plan = planned();
            applied(plan);
            named();
            spread();
            try (Load load = Load.start(https, Shop.NAME)) {
                killed(load);
                back(load);
                changed(load);
            }
            empty();
            new Crash(shop, screen).run();
            destroyed();
        } finally {
            backends.forEach(Backend::stop);
        }
    }

    static void check(boolean happened, String what) {
        if (!happened) {
            throw new DidNotHappen(what);
        }
    }

    static Duration await(BooleanSupplier condition, String what) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            check(System.nanoTime() - start < PATIENCE.toNanos(), what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String seconds(Duration d) {
        return String.format(Locale.ROOT, "%.1f s", d.toMillis() / 1000.0);
    }

    private Plan planned() {
        pause.accept(1);
        Plan plan = shop.plan();
        check(plan.refusals().isEmpty(), "nothing is refused: " + plan.refusals());
        screen.step(
                1,
                "Plan",
                plan.changes().size() + " resources, " + plan.writes()
                        + " native calls           (portolan plan examples/shop --env demo)");
        Map<String, Integer> calls = new LinkedHashMap<>();
        Map<String, String> first = new LinkedHashMap<>();
        for (PlannedStep step : plan.steps()) {
            if (step.kind() != PlannedStep.Kind.WAIT) {
                calls.merge(step.call(), 1, Integer::sum);
                first.merge(step.call(), step.summary(), (a, b) -> a.length() > 50 ? a : a + "; " + b);
            }
        }
        calls.forEach((call, n) -> screen.more(String.format(
                Locale.ROOT, "%-22s %s", call + (n > 1 ? " x" + n : ""), shortened(first.getOrDefault(call, "")))));
        return plan;
    }

    private static String shortened(String text) {
        return text.length() > 58 ? text.substring(0, 55) + "..." : text;
    }

    private void applied(Plan plan) throws IOException {
        pause.accept(2);
        long start = System.nanoTime();
        Outcome outcome = shop.apply(plan);
        check(outcome.status() == Outcome.Status.DONE, "everything is made: " + outcome.failures());
        screen.step(
                2,
                "Apply",
                plan.changes().size() + " created in " + seconds(Duration.ofNanos(System.nanoTime() - start)));
        BalancerAddress address = outcome.get(WEB, LoadBalancer.ADDRESS)
                .orElseThrow(() -> new DidNotHappen("the balancer has an address"));
        https = new InetSocketAddress(InetAddress.getByName(address.ips().get(0).toString()), 443 + Shop.PORT_OFFSET);
    }

    private void named() throws IOException {
        pause.accept(3);
        long start = System.nanoTime();
        List<String> answer = Names.resolve(shop.serving().dns(), Shop.NAME);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        check(
                answer.equals(List.of(https.getAddress().getHostAddress())),
                "the name leads to the balancer, not to " + answer);
        screen.step(
                3,
                "Name",
                String.format(
                        Locale.ROOT,
                        "dig -p %d @127.0.0.1 %s      ->  %s            %.1f ms",
                        shop.serving().dns().getPort(),
                        Shop.NAME,
                        answer.get(0),
                        took.toNanos() / 1e6));
    }

    private void spread() throws IOException {
        pause.accept(4);
        await(() -> up() == 3, "three backends are healthy");
        Map<String, Integer> answers = new LinkedHashMap<>();
        try (Visitor visitor = new Visitor(https, Shop.NAME)) {
            for (int i = 0; i < 200; i++) {
                Visitor.Answer answer = visitor.get("/");
                check(answer.status() == 200, "every request is answered with 200, not " + answer);
                answers.merge(answer.body(), 1, Integer::sum);
            }
        }
        int red = answers.getOrDefault("red", 0);
        int green = answers.getOrDefault("green", 0);
        check(red >= 60 && green >= 60 && red + green == 200, "red and green share the requests: " + answers);
        screen.step(
                4,
                "Requests",
                "200 through https://" + https.getAddress().getHostAddress() + ":" + https.getPort()
                        + "          ->  200 ok, 0 failed");
        List.of("red", "green", "blue").forEach(colour -> screen.bar(colour, answers.getOrDefault(colour, 0) / 2.0));
    }

    private long up() {
        return health().parts().stream()
                .filter(Health.Part::isUp)
                .filter(p -> p.name().contains(":8080 "))
                .count();
    }

    private Health health() {
        Health health =
                shop.portolan().status(shop.provider(), shop.stack()).health().get(WEB);
        return health == null ? Health.of(List.of()) : health;
    }

    private boolean isUp(String part) {
        return health().parts().stream().anyMatch(p -> p.isUp() && p.name().startsWith(part));
    }

    private void killed(Load load) {
        pause.accept(5);
        load.take();
        red.stop();
        Duration seen = await(() -> !isUp("10.20.1.10:"), "health checks see that red is dead");
        Load.Tally during = load.take(400, PATIENCE);
        check(during.failures().isEmpty(), "no request fails while red dies: " + during.failures());
        Load.Tally after = load.take(100, PATIENCE);
        check(after.failures().isEmpty() && after.of("red") == 0, "the traffic has moved: " + after);
        screen.step(
                5,
                "Kill red",
                "health checks see it after " + seconds(seen) + "; 0 of " + (during.total() + after.total())
                        + " requests failed");
        screen.bar("green", after.share("green"));
    }

    private void back(Load load) {
        pause.accept(6);
        red.start();
        load.take();
        Duration seen = await(() -> isUp("10.20.1.10:"), "health checks see that red is back");
        load.take();
        Load.Tally after = load.take(100, PATIENCE);
        check(after.failures().isEmpty() && after.of("red") > 0, "red is taken in again: " + after);
        screen.step(6, "Red is back", "taken in again after " + seconds(seen));
    }

    private void changed(Load load) throws IOException {
        pause.accept(7);
        screen.step(7, "Change while 200 requests/s run", "");
        load.take();
        shop.set("next", "10");
        shop.set("stable", "90");
        int weight = oneCall("the weight");
        load.take();
        Load.Tally weighted = load.take(1000, PATIENCE);
        check(
                weighted.failures().isEmpty() && weighted.share("blue") > 5 && weighted.share("blue") < 16,
                "one in ten goes to blue: " + weighted);
        screen.more(String.format(
                Locale.ROOT,
                "weight      blue 0 -> 10                 %d call      blue %.1f %% of %,d     0 failed",
                weight,
                weighted.share("blue"),
                weighted.total()));

        shop.set("api", "[10.20.1.20]");
        int route = oneCall("the route");
        try (Visitor visitor = new Visitor(https, Shop.NAME)) {
            Duration seen = await(() -> answers(visitor, "/api/", "blue"), "/api goes to blue");
            screen.more(String.format(
                    Locale.ROOT,
                    "route       /api to blue                 %d call      seen after %d ms         0 failed",
                    route,
                    seen.toMillis()));
        }
        shop.certificate(2);
        int certificate = oneCall("the certificate");
        Duration seen = await(() -> serial().equals(BigInteger.TWO), "new connections get the new certificate");
        screen.more(String.format(
                Locale.ROOT,
                "certificate serial 01 -> 02              %d call      seen after %d ms         0 failed",
                certificate,
                seen.toMillis()));
        Load.Tally rest = load.take();
        check(rest.failures().isEmpty(), "no request fails while route and certificate change: " + rest.failures());
    }

    private int oneCall(String what) {
        Plan plan = shop.plan();
        check(plan.writes() == 1, what + " is one call, not " + plan.steps());
        Outcome outcome = shop.apply(plan);
        check(outcome.status() == Outcome.Status.DONE, what + " is changed: " + outcome.failures());
        return outcome.writes();
    }

    private static boolean answers(Visitor visitor, String path, String colour) {
        try {
            return visitor.get(path).body().equals(colour);
        } catch (IOException e) {
            throw new DidNotHappen(path + " is answered: " + e);
        }
    }

    private BigInteger serial() {
        try (Visitor visitor = new Visitor(https, Shop.NAME)) {
            visitor.get("/");
            return visitor.serial();
        } catch (IOException e) {
            throw new DidNotHappen("a new connection is answered: " + e);
        }
    }

    private void empty() {
        pause.accept(8);
        Plan plan = shop.plan();
        check(plan.isEmpty(), "a second plan is empty: " + plan.steps() + plan.refusals() + plan.waiting());
        long asWanted = plan.changes().stream()
                .filter(c -> c.action() == PlannedChange.Action.NONE)
                .count();
        screen.step(
                8,
                "Once more",
                "plan is empty: " + asWanted + " of " + plan.changes().size() + " as wanted, " + plan.reads()
                        + " reads, 0 writes");
        pause.accept(9);
    }

    private void destroyed() throws IOException {
        pause.accept(10);
        PlanOptions options = shop.options().destroy();
        Plan guarded = shop.plan(options);
        check(
                guarded.refusals().stream()
                        .anyMatch(r -> r.key().filter(DATA::equals).isPresent()),
                "the protected volume is not destroyed unasked");
        Outcome outcome = shop.apply(shop.plan(options.unprotect(Set.of(DATA)).withRetained()));
        check(outcome.status() == Outcome.Status.DONE, "everything goes: " + outcome.failures() + outcome.refusals());
        long deleted = outcome.states().values().stream()
                .filter(s -> s == Outcome.State.GONE)
                .count();
        int resources =
                shop.inventory().values().stream().mapToInt(Integer::intValue).sum();
        int files = shop.files().size();
        int ports = listening(https) + listening(new InetSocketAddress(https.getAddress(), 80 + Shop.PORT_OFFSET));
        check(
                resources == 0 && files == 0 && ports == 0,
                "nothing is left: " + shop.inventory() + ", " + shop.files() + ", " + ports + " ports");
        screen.step(
                10,
                "Destroy",
                "--unprotect Volume/data --with-retained: " + deleted + " deleted, nothing left: " + resources
                        + " resources, " + files + " files, " + ports + " ports");
    }

    private static int listening(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, 1000);
            return 1;
        } catch (IOException e) {
            return 0;
        }
    }
}
