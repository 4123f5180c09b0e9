package io.portolan.aws.kill;

import io.portolan.Outcome;
import io.portolan.engine.Portolan;
import io.portolan.testkit.kill.KillPoint;
import java.net.URI;
import java.nio.file.Path;

/**
 * An apply in a process of its own, with a {@link KillPoint}. Prints {@code DONE status} at its end.
 *
 * <p>Arguments: folder, scene, endpoint, account, boundary, number of the write, expected writes.
 */
final class ApplyProcess {
    private ApplyProcess() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        KillPoint point =
                KillPoint.of(KillPoint.Boundary.valueOf(args[4]), Integer.parseInt(args[5]), Integer.parseInt(args[6]));
        try (Portolan portolan =
                Scene.portolan(point.store(Scene.state(folder)), URI.create(args[2]), args[3], folder, point::wire)) {
            Outcome outcome =
                    portolan.apply(portolan.plan(Scene.valueOf(args[1]).stack()));
            KillPoint.say("DONE " + outcome.status() + " "
                    + outcome.failures().stream()
                            .map(f -> f.failure().toString())
                            .toList());
        }
    }
}
