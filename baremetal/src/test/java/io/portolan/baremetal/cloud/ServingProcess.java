package io.portolan.baremetal.cloud;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that serves a cloud until it is killed. */
final class ServingProcess {
    private ServingProcess() {}

    /** Argument: the directory. Says when it serves. */
    public static void main(String[] arguments) throws InterruptedException {
        var cloud = EmbeddedCloud.open(
                Path.of(arguments[0]), CloudOptions.builder().dnsPort(0).build());
        Serving serving = Serving.start(cloud);
        System.out.println("serving " + serving.problems());
        new CountDownLatch(1).await();
    }
}
