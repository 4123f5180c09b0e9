package io.portolan.aws.traffic;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Stack;
import io.portolan.aws.AwsProviderFactory;
import io.portolan.aws.MotoAccount;
import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.model.DataSize;
import io.portolan.spi.NativeCall;
import io.portolan.testkit.fault.Fault;
import io.portolan.testkit.fault.FaultPlan;
import io.portolan.testkit.proxy.LossyProxy;
import io.portolan.testkit.proxy.ProxyCall;
import io.portolan.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An apply of which every fifth call is throttled at random, in real time; {@code -Dportolan.seed} for another one. Calls over time go to target. */
class ThrottlingTest {
    private static final Duration READ = Duration.ofMillis(200);
    private static final Duration WRITE = Duration.ofMillis(500);
    /** How many calls the engine has in flight at most, of one family. */
    private static final int IN_FLIGHT = 16;

    private final long seed = Long.getLong("portolan.seed", 20261124L);

    @TempDir
    private Path data;

    private static Stack stack() {
        Stack stack = Stacks.service(3, 3, 5);
        for (int i = 0; i < 40; i++) {
            stack.add("v" + i, Volume.of(DataSize.ofGibibytes(1)).build());
        }
        return stack;
    }

    private List<ProxyCall> apply(String name, FaultPlan faults) throws IOException {
        MotoAccount account = new MotoAccount();
        Path csv = Files.createDirectories(Path.of(System.getProperty("basedir", "."), "target"))
                .resolve(name + ".csv");
        try (LossyProxy proxy = AwsTraffic.proxy(account.server().endpoint())
                        .faults(faults)
                        .start();
                Portolan portolan = portolan(account, proxy, data.resolve(name))) {
            Outcome outcome = portolan.apply(portolan.plan(stack()));
            assertThat(outcome.status())
                    .as("%s: %s %s", name, outcome.failures(), outcome.refusals())
                    .isEqualTo(Outcome.Status.DONE);
            List<ProxyCall> calls = proxy.calls();
            proxy.write(csv);
            proxy.quiet();
            assertThat(portolan.plan(stack()).isEmpty()).as(name).isTrue();
            return calls;
        }
    }

    private static Portolan portolan(MotoAccount account, LossyProxy proxy, Path folder) {
        return Portolan.builder()
                .provider(
                        "aws",
                        new AwsProviderFactory(),
                        config -> config.set(AwsProviderFactory.REGION, MotoAccount.REGION)
                                .set(AwsProviderFactory.ENDPOINT, proxy.endpoint())
                                .set(AwsProviderFactory.CREDENTIALS, MotoAccount.anybody())
                                .set(AwsProviderFactory.INTERCEPTOR, MotoAccount.header(account.id())))
                .state(StateStore.memory())
                .data(folder)
                .build();
    }

    @Test
    void everyFifthCallThrottledCostsAtMostHalfAsManyCallsMoreAndNoneComesBackTooSoon() throws IOException {
        List<ProxyCall> calm = apply("unthrottled", FaultPlan.none());
        List<ProxyCall> throttled = apply("throttled", FaultPlan.seeded(seed, 0.2, Fault.THROTTLED));
        long refused =
                throttled.stream().filter(call -> call.fault().isPresent()).count();
        System.out.printf(
                "throttling: %d calls in %.1f s (at most %d a second) without; %d calls in %.1f s (at most %d a second), %d of them throttled (seed %d):"
                        + " %.2f times the calls; OpenTofu, 100 volumes: 300 calls, 375%n",
                calm.size(),
                seconds(calm),
                peak(calm),
                throttled.size(),
                seconds(throttled),
                peak(throttled),
                refused,
                seed,
                (double) throttled.size() / calm.size());
        assertThat(refused).isGreaterThan(throttled.size() / 10);
        assertThat(throttled.size()).isLessThanOrEqualTo(calm.size() * 3 / 2);
        noneComesBackTooSoon(throttled);
        assertThat(peak(throttled)).as("calls a second").isLessThanOrEqualTo(peak(calm) + IN_FLIGHT);
    }

    private static void noneComesBackTooSoon(List<ProxyCall> calls) {
        Map<NativeCall, ProxyCall> refused = new HashMap<>();
        int repeats = 0;
        for (ProxyCall call : calls) {
            ProxyCall before = refused.remove(call.call());
            if (before != null) {
                repeats++;
                assertThat(call.at().minus(before.at()))
                        .as("%s after %s", call, before)
                        .isGreaterThanOrEqualTo(call.call().isWrite() ? WRITE : READ);
            }
            if (call.fault().isPresent()) {
                refused.put(call.call(), call);
            }
        }
        assertThat(repeats).as("calls that came back").isPositive();
        assertThat(refused).as("calls that never came back").isEmpty();
    }

    private static double seconds(List<ProxyCall> calls) {
        return requireNonNull(calls.get(calls.size() - 1)).at().toMillis() / 1e3;
    }

    private static int peak(List<ProxyCall> calls) {
        return calls.stream()
                .collect(Collectors.groupingBy(call -> call.at().toSeconds(), Collectors.summingInt(call -> 1)))
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }
}
