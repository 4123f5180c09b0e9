package io.portolan.baremetal.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.baremetal.cloud.Api;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.model.Lifecycle;
import io.portolan.model.Ref;
import io.portolan.testkit.fault.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordSetDriverTest {
    @TempDir
    Path directory;

    private Portolan portolan;

    @BeforeEach
    void open() {
        portolan = Portolan.builder()
                .provider("embedded", Fast.factory(), config -> config)
                .time(VirtualTime.start())
                .data(directory)
                .build();
    }

    @AfterEach
    void close() {
        portolan.close();
    }

    private Api cloud() {
        return portolan.provider("embedded").unwrap(Api.class).orElseThrow();
    }

    private static Stack stack(Consumer<Zone> content) {
        Stack stack = Stack.named("names");
        content.accept(new Zone(
                stack,
                stack.add(
                        "shop",
                        DnsZone.named("shop.example.")
                                .ttl(Duration.ofSeconds(1))
                                .build())));
        return stack;
    }

    private record Zone(Stack stack, Ref<DnsZone> zone) {
        void add(String name, RecordType type, String... values) {
            add(Lifecycle.STANDARD, name, type, values);
        }

        void add(Lifecycle lifecycle, String name, RecordType type, String... values) {
            stack.add(
                    "shop/" + name + "/" + type,
                    RecordSet.of(zone, name + ".shop.example.")
                            .type(type)
                            .values(values)
                            .build(),
                    lifecycle);
        }
    }

    private Outcome apply(Stack stack) {
        Plan plan = portolan.plan(stack);
        assertThat(plan.refusals()).isEmpty();
        Outcome outcome = portolan.apply(plan);
        assertThat(outcome.failures()).isEmpty();
        assertThat(portolan.plan(stack).steps()).isEmpty();
        return outcome;
    }

    private String zoneId() {
        return String.valueOf(first("zone.list").get("id"));
    }

    @SuppressWarnings("unchecked") // the cloud's objects
    private Map<String, Object> first(String call) {
        return (Map<String, Object>) ((List<?>) cloud().call(call, Map.of()).getOrDefault("items", List.of())).get(0);
    }

    private void byHand(Map<String, Object> change) {
        cloud().call("zone.update", Map.of("id", zoneId(), "changes", List.of(change)));
    }

    @Test
    void aThousandSetsAreOneWriteAndFiveReadsSeeThemConverged() {
        Stack stack = stack(zone -> {
            for (int i = 0; i < 1000; i++) {
                zone.add("n" + i, RecordType.A, "192.0.2.1");
            }
        });
        assertThat(apply(stack).writes()).isEqualTo(2);
        Plan converged = portolan.plan(stack);
        assertThat(converged.isEmpty()).isTrue();
        assertThat(converged.reads()).isLessThanOrEqualTo(5);
        Stack changed = stack(zone -> {
            for (int i = 0; i < 1000; i++) {
                zone.add("n" + i, RecordType.A, i < 10 ? "192.0.2.2" : "192.0.2.1");
            }
        });
        assertThat(apply(changed).writes()).isEqualTo(1);
    }

    @Test
    void aCnameOfOneKeyBecomesAnAddressOfAnotherInOneStep() {
        apply(stack(zone -> zone.add("www", RecordType.CNAME, "other.example.")));
        Stack address = stack(zone -> zone.add("www", RecordType.A, "192.0.2.1"));
        assertThat(portolan.plan(address).steps()).extracting(PlannedStep::call).containsExactly("zone.update");
        apply(address);
        Stack back = stack(zone -> zone.add("www", RecordType.CNAME, "other.example."));
        assertThat(portolan.plan(back).steps()).extracting(PlannedStep::call).containsExactly("zone.update");
        apply(back);
    }

    @Test
    void aForeignSetIsRefusedUntilItIsAdopted() {
        apply(stack(zone -> {}));
        byHand(Map.of("name", "www.shop.example.", "type", "A", "values", List.of("192.0.2.9")));
        Stack stack = stack(zone -> {
            zone.add("www", RecordType.A, "192.0.2.1");
            zone.add("api", RecordType.A, "192.0.2.2");
        });
        Plan refused = portolan.plan(stack);
        assertThat(refused.refusals()).extracting(Refusal::why).containsExactly(Refusal.Why.FOREIGN);
        assertThat(portolan.plan(stack, PlanOptions.standard().skipRefused()).steps())
                .hasSize(1);

        apply(stack(
                zone -> zone.add(Lifecycle.STANDARD.adopt("www.shop.example. A"), "www", RecordType.A, "192.0.2.1")));
        assertThat(first("records.list")).containsEntry("values", List.of("192.0.2.1"));
        assertThat(first("records.list").get("mark")).asString().contains("ADOPTED");
        apply(stack(zone -> {}));
    }

    @Test
    void aForeignCnameStandsInTheWayOfAnAddress() {
        apply(stack(zone -> {}));
        byHand(Map.of("name", "www.shop.example.", "type", "CNAME", "values", List.of("other.example.")));
        Plan refused = portolan.plan(stack(zone -> zone.add("www", RecordType.A, "192.0.2.1")));
        assertThat(refused.refusals()).extracting(Refusal::why).containsExactly(Refusal.Why.FOREIGN);
        assertThat(refused.refusals().get(0).message()).contains("www.shop.example. CNAME");
    }

    @Test
    void whatSomebodyChangedIsPutBack() {
        Stack stack = stack(zone -> zone.add("www", RecordType.A, "192.0.2.1"));
        apply(stack);
        byHand(Map.of(
                "name",
                "www.shop.example.",
                "type",
                "A",
                "values",
                List.of("192.0.2.66"),
                "mark",
                first("records.list").getOrDefault("mark", Map.of())));
        assertThat(portolan.plan(stack).steps()).hasSize(1);
        apply(stack);
    }

    @Test
    void whatSomebodyDeletedIsMadeAgain() {
        Stack stack = stack(zone -> zone.add("www", RecordType.A, "192.0.2.1"));
        apply(stack);
        byHand(Map.of("name", "www.shop.example.", "type", "A", "action", "DELETE"));
        assertThat(portolan.plan(stack).steps()).hasSize(1);
        apply(stack);
        assertThat(first("records.list")).containsEntry("values", List.of("192.0.2.1"));
    }

    @Test
    void recordsGoBeforeTheirZone() {
        Stack stack = stack(zone -> zone.add("www", RecordType.A, "192.0.2.1"));
        apply(stack);
        Plan plan = portolan.plan(stack, PlanOptions.standard().destroy());
        assertThat(plan.steps()).extracting(PlannedStep::call).containsExactly("zone.update", "zone.delete");
        assertThat(portolan.apply(plan).failures()).isEmpty();
        assertThat(cloud().call("zone.list", Map.of()).get("items")).isEqualTo(List.of());
    }
}
