package io.portolan.baremetal.embedded.kill;

import io.portolan.baremetal.cloud.CloudException;
import io.portolan.baremetal.cloud.EmbeddedCloud;
import io.portolan.baremetal.cloud.Serving;
import io.portolan.baremetal.embedded.EmbeddedProviderFactory;
import io.portolan.spi.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Serves the provider's directory until it is killed. Prints {@code SERVING}. Argument: the directory. */
final class ServeProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ServeProcess() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedCloud cloud = open(Path.of(args[0]));
        try (Serving serving = Serving.start(cloud)) {
            System.out.println("SERVING " + serving.dns());
            System.out.flush();
            new CountDownLatch(1).await();
        }
    }

    /** An apply whose server died may have opened it for itself: then this waits until it has ended. */
    private static EmbeddedCloud open(Path directory) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return EmbeddedCloud.open(
                        directory, EmbeddedProviderFactory.options(Scene.settings(Config.named("local"))));
            } catch (CloudException e) {
                if (e.code() != CloudException.Code.UNAVAILABLE || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
