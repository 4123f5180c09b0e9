package io.portolan.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.model.Key;
import io.portolan.spi.Wire;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.toolkit.Marks;
import io.portolan.testkit.fault.VirtualTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A memory cloud with a journal beside it; every call makes a new engine, as a new process would. */
final class Lab {
    final VirtualTime time = VirtualTime.start();
    final MemoryCloud cloud;
    private StateStore state = StateStore.memory();
    private MemoryProviderFactory factory;
    private UnaryOperator<Wire> wire = UnaryOperator.identity();
    private long tokens;

    private Lab(CloudOptions options) {
        this.cloud = MemoryCloud.of(options, time);
        this.factory = MemoryProviderFactory.of(cloud);
    }

    static Lab calm(Temper temper) {
        return new Lab(CloudOptions.calm(temper).build());
    }

    static Lab typical(Temper temper) {
        return new Lab(CloudOptions.typical(temper).build());
    }

    static Lab of(CloudOptions options) {
        return new Lab(options);
    }

    Lab broken(Broken... mistakes) {
        factory = MemoryProviderFactory.of(cloud).broken(mistakes);
        return this;
    }

    /** With another journal, as somebody has who lost the first. */
    Lab state(StateStore store) {
        state = store;
        return this;
    }

    Lab wire(UnaryOperator<Wire> between) {
        wire = between;
        return this;
    }

    Portolan engine() {
        return Portolan.builder()
                .provider("memory", factory, config -> config)
                .state(state)
                .time(time)
                .parallelism(1)
                .tokens(() -> String.format("%032x", ++tokens))
                .wire(wire)
                .build();
    }

    Plan plan(Stack stack) {
        return engine().plan(stack);
    }

    Plan plan(Stack stack, PlanOptions options) {
        return engine().plan(stack, options);
    }

    Outcome apply(Stack stack) {
        return apply(stack, PlanOptions.standard());
    }

    Outcome apply(Stack stack, PlanOptions options) {
        Portolan portolan = engine();
        Outcome outcome = portolan.apply(portolan.plan(stack, options));
        // What was made a moment before a crash shows only now: a person looks at the new plan.
        return outcome.refusals().stream().anyMatch(r -> r.why() == Refusal.Why.MOVED)
                ? portolan.apply(portolan.plan(stack, options))
                : outcome;
    }

    /** One more run mends; two where the first one's plan was made before all that is there was shown. */
    void mend(Stack stack) {
        if (apply(stack).status() != Outcome.Status.DONE) {
            apply(stack);
        }
        converge(stack);
    }

    /** Applies, demands success, and that a second plan is empty. */
    Outcome converge(Stack stack) {
        return converge(stack, PlanOptions.standard());
    }

    Outcome converge(Stack stack, PlanOptions options) {
        Outcome outcome = apply(stack, options);
        assertThat(outcome.status())
                .as(() -> outcome.failures() + " " + outcome.refusals() + " "
                        + outcome.plan().waiting() + lines(outcome.plan()))
                .isEqualTo(Outcome.Status.DONE);
        Plan again = plan(stack, options);
        assertThat(again.isEmpty()).as(() -> "second plan: " + lines(again)).isTrue();
        return outcome;
    }

    static String lines(Plan plan) {
        return plan.steps().stream()
                        .map(s -> "\n  " + s.id() + " " + s.call() + " " + s.summary() + " " + s.arguments() + " "
                                + s.impacts())
                        .collect(Collectors.joining())
                + plan.refusals()
                + plan.waiting()
                + plan.blind();
    }

    /** The number of parts that carry this owner's mark, by key and type. */
    Map<String, Integer> marked(String owner) {
        Map<String, Integer> marked = new TreeMap<>();
        for (Thing thing : cloud.things()) {
            if (thing.state() == Thing.State.DELETING) {
                continue;
            }
            Marks.fromTags(thing.labels())
                    .filter(m -> m.owner().equals(owner))
                    .map(Mark::key)
                    .ifPresent(key -> marked.merge(key + " " + thing.type(), 1, Integer::sum));
        }
        return marked;
    }

    List<CloudCall> writes() {
        return cloud.log().stream().filter(CloudCall::isWrite).toList();
    }

    static Key key(String text) {
        return Key.parse(text);
    }
}
