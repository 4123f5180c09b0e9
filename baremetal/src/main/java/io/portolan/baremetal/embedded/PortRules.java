package io.portolan.baremetal.embedded;

import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.FieldPath;
import io.portolan.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Which ports can be listened at. */
final class PortRules {
    private static final int LAST = 65535;
    private static final int FIRST_FREE = 1024;

    private final OptionalInt offset;
    private final boolean root;

    /**
     * @param offset as the user set it; empty: not at all, so ports are as they are
     * @param root whether low ports are open to this process
     */
    PortRules(OptionalInt offset, boolean root) {
        this.offset = offset;
        this.root = root;
    }

    List<Problem> check(LoadBalancer spec) {
        var problems = new ArrayList<Problem>();
        for (int i = 0; i < spec.listeners().size(); i++) {
            Listener listener = spec.listeners().get(i);
            FieldPath at = FieldPath.of("listeners").index(i).field("port");
            if (listener.port() + offset.orElse(0) > LAST) {
                problems.add(Problem.of("P040", at, "port " + listener.port() + " and the portOffset exceed " + LAST)
                        .help("set a smaller portOffset"));
            } else if (offset.isEmpty() && !root && listener.port() < FIRST_FREE) {
                problems.add(Problem.of("P040", at, "only root listens at port " + listener.port() + " of this machine")
                        .help("set portOffset for this provider in portolan.yaml: with 8000, 80 is served at 8080"));
            }
        }
        return problems;
    }
}
