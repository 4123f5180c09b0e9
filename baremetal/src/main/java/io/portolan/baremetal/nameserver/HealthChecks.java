package io.portolan.baremetal.nameserver;

import io.netty.channel.EventLoop;
import java.util.LinkedHashMap;
import java.util.Map;

/** The checks that run now. Equal checks are one, and one that stays keeps its state. */
final class HealthChecks {
    private final EventLoop loop;
    private Map<DnsHealthCheck, CheckState> running = new LinkedHashMap<>();

    HealthChecks(EventLoop loop) {
        this.loop = loop;
    }

    /** What a new configuration will need: states that run already, and new ones that do not before {@link #run}. */
    Draft draft() {
        return new Draft();
    }

    /** Starts what is new in {@code draft} and stops what is not in it. */
    void run(Draft draft) {
        Map<DnsHealthCheck, CheckState> before = running;
        running = new LinkedHashMap<>(draft.wanted);
        before.forEach((check, state) -> {
            if (!running.containsKey(check)) {
                state.stop(loop);
            }
        });
        running.forEach((check, state) -> {
            if (!before.containsKey(check)) {
                state.start(loop);
            }
        });
    }

    /** The states of one configuration while it is being compiled. */
    final class Draft {
        private final Map<DnsHealthCheck, CheckState> wanted = new LinkedHashMap<>();

        private Draft() {}

        CheckState state(DnsHealthCheck check) {
            return wanted.computeIfAbsent(
                    check, absent -> running.containsKey(absent) ? running.get(absent) : new CheckState(absent));
        }
    }
}
