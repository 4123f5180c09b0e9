package io.portolan.baremetal.embedded.kill;

import io.portolan.baremetal.cloud.EmbeddedCloud;
import io.portolan.baremetal.cloud.Serving;
import io.portolan.baremetal.embedded.EmbeddedProviderFactory;
import io.portolan.spi.Config;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Serves the provider's directory until it is killed. Prints {@code SERVING}. Argument: the directory. */
final class ServeProcess {
    private ServeProcess() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedCloud cloud = EmbeddedCloud.open(
                Path.of(args[0]), EmbeddedProviderFactory.options(Scene.settings(Config.named("local"))));
        try (Serving serving = Serving.start(cloud)) {
            System.out.println("SERVING " + serving.dns());
            System.out.flush();
            new CountDownLatch(1).await();
        }
    }
}
