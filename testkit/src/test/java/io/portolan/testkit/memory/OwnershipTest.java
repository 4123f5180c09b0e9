package io.portolan.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedChange;
import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.dns.RecordSet;
import io.portolan.engine.PlanOptions;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.DataSize;
import io.portolan.model.Key;
import io.portolan.model.Lifecycle;
import io.portolan.model.NativeId;
import io.portolan.testkit.fault.Fault;
import io.portolan.testkit.fault.FaultPlan;
import io.portolan.testkit.fault.FaultyWire;
import io.portolan.volume.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnershipTest {
    private static List<Stack> stacks() {
        return List.of(EstateTest.estate(), BalancerTest.shop(b -> b));
    }

    /** The same resources, each to be taken over by the id that it has. */
    private static Stack adopting(Lab lab, Stack made) {
        Outcome outcome = lab.apply(made);
        assertThat(outcome.status()).isEqualTo(Outcome.Status.DONE);
        Map<Key, String> ids = new TreeMap<>();
        for (Key key : made.resources().keySet()) {
            ids.put(key, id(outcome, key));
        }
        lab.cloud.disown(made.owner());
        Stack adopting = Stack.named("taker");
        for (Resource resource : made.resources().values()) {
            adopting.add(adopting.resource(
                    resource.key().name(),
                    resource.spec(),
                    Lifecycle.STANDARD.adopt(ids.getOrDefault(resource.key(), "?"))));
        }
        return adopting;
    }

    private static String id(Outcome outcome, Key key) {
        List<NativeId> parts = outcome.parts(key);
        return key.is(LoadBalancer.KIND)
                ? outcome.get(key, LoadBalancer.ID).map(NativeId::value).orElse("?")
                : parts.get(0).value();
    }

    @ParameterizedTest
    @EnumSource
    void whatOthersMadeIsTakenOverAsItIs(Temper temper) {
        for (Stack made : stacks()) {
            Lab lab = Lab.calm(temper);
            Stack adopting = adopting(lab, made);
            List<NativeId> before = lab.cloud.things().stream().map(Thing::id).toList();
            assertThat(lab.plan(adopting).changes())
                    .extracting(PlannedChange::action)
                    .containsOnly(PlannedChange.Action.ADOPT);
            lab.converge(adopting);
            assertThat(lab.cloud.things()).extracting(Thing::id).containsExactlyInAnyOrderElementsOf(before);
            assertThat(lab.cloud.things().toString()).contains("ADOPTED").doesNotContain("CREATED");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAdoptionThatIsKilledIsTakenUpAgain(Temper temper) {
        for (Stack made : stacks()) {
            for (int call = 1; call < 200; call++) {
                Lab lab = Lab.calm(temper);
                Stack adopting = adopting(lab, made);
                int things = lab.cloud.things().size();
                FaultyWire faults = FaultyWire.of(FaultPlan.at(call, Fault.KILL_AFTER), lab.time);
                lab.wire(faults.between());
                boolean killed = Scenario.run(lab, adopting);
                faults.quiet();
                lab.converge(adopting);
                assertThat(lab.cloud.things()).hasSize(things);
                assertThat(lab.cloud.things().toString()).doesNotContain("CREATED");
                if (!killed) {
                    break;
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsGivenBackStaysWithoutAMark(Temper temper) {
        for (Stack made : stacks()) {
            Lab lab = Lab.calm(temper);
            lab.converge(made);
            List<NativeId> before = lab.cloud.things().stream().map(Thing::id).toList();
            Stack nothing = Stack.named(made.name());
            PlanOptions release =
                    PlanOptions.standard().release(made.resources().keySet());
            lab.converge(nothing, release);
            assertThat(lab.cloud.things()).extracting(Thing::id).containsExactlyElementsOf(before);
            assertThat(lab.marked(made.owner())).isEmpty();
            assertThat(lab.plan(nothing).isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRetainedStaysWithItsHold(Temper temper) {
        Lab lab = Lab.calm(temper);
        Stack retained = Stack.named("shop");
        retained.add(
                "data",
                Volume.of(DataSize.ofGibibytes(20)).build(),
                Lifecycle.STANDARD.deletionPolicy(Lifecycle.DeletionPolicy.RETAIN));
        lab.converge(retained);
        Plan plan = lab.plan(Stack.named("shop"));
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.changes()).extracting(PlannedChange::action).containsExactly(PlannedChange.Action.KEEP);
        assertThat(lab.cloud.things("volume")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void anotherNameIsAnotherMarkAndNothingElse(Temper temper) {
        for (Stack made : stacks()) {
            Lab lab = Lab.calm(temper);
            lab.converge(made);
            List<NativeId> before = lab.cloud.things().stream().map(Thing::id).toList();
            Stack renamed = Stack.named(made.name());
            List<Resource> later = new ArrayList<>();
            for (Resource resource : made.resources().values()) {
                if (resource.spec() instanceof Volume || resource.spec() instanceof LoadBalancer) {
                    renamed.add(
                            "new-" + resource.key().name(),
                            resource.spec(),
                            Lifecycle.STANDARD.movedFrom(resource.key().name()));
                } else if (resource.spec().references().isEmpty() || !(resource.spec() instanceof RecordSet)) {
                    later.add(resource);
                }
            }
            Set<String> users = Set.of("Snapshot", "Attachment");
            later.stream().filter(r -> !users.contains(r.key().kind())).forEach(renamed::add);
            lab.converge(renamed);
            assertThat(lab.cloud.things()).extracting(Thing::id).isSubsetOf(before);
            assertThat(lab.marked(made.owner()).keySet()).anyMatch(k -> k.contains("/new-"));
        }
    }
}
