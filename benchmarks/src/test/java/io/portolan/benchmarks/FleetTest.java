package io.portolan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.Plan;
import io.portolan.PlannedChange.Action;
import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.dns.RecordSet;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.testkit.memory.Temper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final int SIZE = 3_000;

    private static Map<String, Long> kinds(Stack stack) {
        return stack.resources().keySet().stream().collect(Collectors.groupingBy(Key::kind, Collectors.counting()));
    }

    @Test
    void seventyPerCentAreRecordSetsTenAreBalancersAndTwentyAreOthers() {
        Map<String, Long> kinds = kinds(Fleet.of(SIZE));
        assertThat(kinds.values().stream().mapToLong(n -> n).sum()).isEqualTo(SIZE);
        assertThat(kinds.get("RecordSet")).isEqualTo(SIZE * 70 / 100);
        assertThat(kinds.get("LoadBalancer")).isEqualTo(SIZE * 10 / 100);
        assertThat(kinds)
                .containsOnlyKeys("RecordSet", "LoadBalancer", "DnsZone", "Network", "Firewall", "Address", "Volume");
    }

    @Test
    void everyBalancerHasTwoPoolsAndAReference() {
        assertThat(Fleet.of(SIZE).resources().values())
                .map(Resource::spec)
                .filteredOn(LoadBalancer.class::isInstance)
                .allSatisfy(spec -> {
                    assertThat(((LoadBalancer) spec).pools()).hasSize(2);
                    assertThat(spec.references()).isNotEmpty();
                });
    }

    @Test
    void everyRecordSetRefersToItsZoneAndASeventhToABalancerToo() {
        List<RecordSet> sets = Fleet.of(SIZE).resources().values().stream()
                .map(Resource::spec)
                .filter(RecordSet.class::isInstance)
                .map(RecordSet.class::cast)
                .toList();
        assertThat(sets).allSatisfy(set -> assertThat(set.references()).contains(set.zone()));
        assertThat(sets).filteredOn(set -> set.references().size() > 1).hasSize(sets.size() / 7);
    }

    @Test
    void onePerCentIsChangedAndOnePerCentIsNew() {
        Map<Key, Resource> before = Fleet.of(SIZE).resources();
        Map<Key, Resource> after = Fleet.changed(SIZE).resources();
        assertThat(after.keySet()).containsAll(before.keySet());
        assertThat(after).hasSize(SIZE + SIZE / 100);
        assertThat(before.keySet())
                .filteredOn(key -> !spec(before, key).equals(spec(after, key)))
                .hasSize(SIZE / 100);
    }

    private static Object spec(Map<Key, Resource> resources, Key key) {
        return Objects.requireNonNull(resources.get(key)).spec();
    }

    @Test
    void thePlanSaysTheSameOfThem() {
        try (Site site = new Site(Temper.TOKENS, Duration.ZERO)) {
            site.converge(Fleet.of(Fleet.CELL));
            Plan plan = site.plan(Fleet.changed(Fleet.CELL));
            Map<Action, Long> actions = plan.changes().stream()
                    .collect(Collectors.groupingBy(change -> change.action(), Collectors.counting()));
            assertThat(actions)
                    .containsOnly(
                            Map.entry(Action.NONE, 990L), Map.entry(Action.CHANGE, 10L), Map.entry(Action.CREATE, 10L));
        }
    }

    @Test
    void aSizeThatIsNoMultipleOfACellIsRefused() {
        assertThatThrownBy(() -> Fleet.of(1_500)).isInstanceOf(IllegalArgumentException.class);
    }
}
