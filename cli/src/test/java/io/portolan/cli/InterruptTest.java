package io.portolan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.cli.Session.Ran;
import io.portolan.spi.NativeCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An apply that does not come to its end: Ctrl-C, and a call that fails. The next one goes on from there. */
class InterruptTest {
    @TempDir
    private Path folder;

    private final CtrlC ctrlC = new CtrlC();
    private Session session;

    @BeforeEach
    void describeASite() throws IOException {
        session = new Session(folder).embedded("talkative").file("site/site.yaml", Stacks.SITE);
    }

    @AfterEach
    void restore() {
        TalkativeFactory.LISTENER.set(call -> {});
        ctrlC.close();
    }

    /** Does this before the first call of that name. */
    private static void once(String name, Consumer<NativeCall> action) {
        AtomicBoolean first = new AtomicBoolean(true);
        TalkativeFactory.LISTENER.set(call -> {
            if (call.name().equals(name) && first.compareAndSet(true, false)) {
                action.accept(call);
            }
        });
    }

    private void pressAndWait() {
        CtrlC.press();
        try {
            Waiting.until("it is heard", () -> session.shown().contains("Again to stop at once."));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ctrlCEndsAfterTheCallInFlightAndTheNextApplyGoesOn() {
        once("network.create", call -> pressAndWait());

        Ran stopped = session.run("apply site --yes");

        assertThat(stopped.exit()).as(stopped.all()).isEqualTo(130);
        assertThat(stopped.err()).containsPattern("Stopping after the calls in flight \\([1-9]\\d*\\)");
        assertThat(stopped.out())
                .contains("not begun")
                .containsPattern("To go on \\(\\d+ writes? left\\): {3}portolan apply site")
                .contains("To give it up:   portolan destroy site")
                .contains("(exit 130)");
        assertThat(session.run("status site").out())
                .containsPattern("Network/main +ok")
                .containsPattern("LoadBalancer/web +missing");

        Ran next = session.run("apply site --yes");
        assertThat(next.exit()).as(next.all()).isZero();
        assertThat(next.out()).contains("A plan now would be empty (checked).");
        assertThat(session.run("plan site --check").exit()).isZero();
    }

    @Test
    void ctrlCInJsonEndsWithAnOutcomeThatSaysSo() {
        once("network.create", call -> pressAndWait());

        Ran stopped = session.run("apply site --yes -o json");

        assertThat(stopped.exit()).isEqualTo(130);
        assertThat(stopped.out().lines().reduce((a, b) -> b).orElseThrow())
                .contains("\"status\":\"interrupted\"")
                .contains("\"exit\":130");
    }

    @Test
    void aFailureSaysWhatIsThereAndHowToGoOn() {
        once("balancer.create", call -> {
            throw new PortolanException(Failure.of(Code.QUOTA, "one balancer too many")
                    .nativeCode("TooManyBalancers")
                    .requestId("req-17")
                    .remedy("raise the quota, then apply again"));
        });

        Ran failed = session.run("apply site --yes");

        assertThat(failed.exit()).as(failed.all()).isEqualTo(1);
        assertThat(failed.err()).containsPattern("LoadBalancer/web +FAILED {2}at step \\d+ of \\d+, balancer.create");
        assertThat(failed.out())
                .containsPattern("FAILED {2}LoadBalancer/web +QUOTA: one balancer too many")
                .contains("not repeated (repeating can't help)")
                .contains("TooManyBalancers, request req-17")
                .contains("raise the quota, then apply again")
                .containsPattern("RecordSet/zone/www/alias.*not begun")
                .containsPattern("To go on \\(\\d+ writes? left\\): {3}portolan apply site")
                .contains("(exit 1)");
        assertThat(failed.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));

        Ran next = session.run("apply site --yes");
        assertThat(next.exit()).as(next.all()).isZero();
        assertThat(session.run("plan site --check").exit()).isZero();
    }
}
