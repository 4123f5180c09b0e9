package io.portolan.baremetal.embedded.kill;

import io.portolan.Outcome;
import io.portolan.engine.Portolan;
import io.portolan.testkit.kill.KillPoint;
import java.nio.file.Path;

/**
 * An apply in a process of its own, with a {@link KillPoint}. Prints {@code DONE status} at its end.
 *
 * <p>Arguments: folder, scene, boundary, number of the write, expected writes.
 */
final class ApplyProcess {
    private ApplyProcess() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        Scene scene = Scene.valueOf(args[1]);
        KillPoint point =
                KillPoint.of(KillPoint.Boundary.valueOf(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]));
        try (Portolan portolan = Scene.portolan(folder, point.store(Scene.state(folder)), point::wire)) {
            Outcome outcome = portolan.apply(scene.plan(portolan));
            KillPoint.say("DONE " + outcome.status() + " "
                    + outcome.failures().stream()
                            .map(f -> f.failure().toString())
                            .toList());
        }
    }
}
