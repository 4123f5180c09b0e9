package io.portolan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.cli.Session.Ran;
import io.portolan.engine.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack that is served, by {@code up} and by {@code serve}, while other commands work on it. */
class ServeTest {
    @TempDir
    private Path folder;

    private final CtrlC ctrlC = new CtrlC();
    private final ExecutorService serving = Executors.newSingleThreadExecutor();
    private Session server;
    private Session session;

    @BeforeEach
    void describeASite() throws IOException {
        session = new Session(folder).embedded().file("site/site.yaml", Stacks.SITE);
        server = new Session(folder);
    }

    @AfterEach
    void end() throws InterruptedException {
        serving.shutdown();
        for (int i = 0; i < 200 && !serving.awaitTermination(100, TimeUnit.MILLISECONDS); i++) {
            CtrlC.press();
        }
        ctrlC.close();
        assertThat(serving.isTerminated()).isTrue();
    }

    private CompletableFuture<Ran> begin(String command) throws InterruptedException {
        CompletableFuture<Ran> end = CompletableFuture.supplyAsync(() -> server.run(command), serving);
        Waiting.until("it serves", () -> end.isDone() || server.shown().contains("\n  try "));
        assertThat(end).as(server.shown()).isNotDone();
        return end;
    }

    private Ran stop(CompletableFuture<Ran> end) throws InterruptedException, ExecutionException, TimeoutException {
        for (int i = 0; i < 100 && !end.isDone(); i++) {
            CtrlC.press();
            try {
                return end.get(200, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Pressed before it listened: again.
                continue;
            }
        }
        return end.get(1, TimeUnit.SECONDS);
    }

    private Ran done(String command) {
        Ran ran = session.run(command);
        assertThat(ran.exit()).as("%s%n%s", command, ran.all()).isZero();
        return ran;
    }

    @Test
    void upAppliesServesAndCanBeProbed() throws Exception {
        CompletableFuture<Ran> end = begin("up site --backends");

        assertThat(server.shown())
                .contains("create  LoadBalancer/web")
                .contains("6 created")
                .contains("3 of 3 targets healthy")
                .containsPattern("dig -p \\d+ @127.0.0.1 www.site.example");

        Ran probe = done("probe site -n 40");
        assertThat(probe.out())
                .containsPattern("www.site.example. +A 127\\.")
                .containsPattern("http://www.site.example/ +200 +\\w+ 127\\.\\d+\\.1\\.1[01]:8080")
                .containsPattern("http://www.site.example/api/ +200 +\\w+ 127\\.\\d+\\.1\\.20:8081")
                .containsPattern("40 requests: .*; 0 failed");
        assertThat(Json.readObject(done("probe site -o json").out())).containsEntry("kind", "Probe");
        assertThat(done("status site").out())
                .containsPattern("LoadBalancer/web +ok .*3 of 3 up")
                .doesNotContain("Made, not served");
        assertThat(done("plan site").out()).contains("6 of 6 resources are as wanted.");

        assertThat(stop(end).exit()).isZero();
        assertThat(done("status site").out()).containsPattern("LoadBalancer/web +stopped");
    }

    @Test
    void whatIsAppliedMeanwhileIsServed() throws Exception {
        done("apply site --yes");
        CompletableFuture<Ran> end = begin("serve --backends");

        Ran second = new Session(folder).run("serve");
        assertThat(second.exit()).isEqualTo(5);
        assertThat(second.err()).contains("serves it").contains("end that one, or use it");

        session.file("site/site.yaml", Stacks.SITE.replace("{name: www,", "{name: shop,"));
        Ran changed = done("apply site --yes");
        assertThat(changed.err()).contains("RecordSet/zone/*");
        assertThat(done("probe site").out()).containsPattern("shop.site.example. +A 127\\.");

        assertThat(done("destroy site --yes --unprotect Volume/data").out()).contains("Left at here: nothing");
        assertThat(stop(end).exit()).isZero();
    }

    @Test
    void nothingThatAnswersIsAFailedProbe() {
        done("apply site --yes");

        Ran probe = session.run("probe site");

        assertThat(probe.exit()).as(probe.all()).isEqualTo(1);
    }
}
