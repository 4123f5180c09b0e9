package io.portolan.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Stack;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.engine.PlanOptions;
import io.portolan.model.Ref;
import io.portolan.testkit.fault.Fault;
import io.portolan.testkit.fault.FaultPlan;
import io.portolan.testkit.fault.FaultyWire;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DnsCrashTest {
    private static Stack stack(boolean later) {
        Stack stack = Stack.named("shop");
        Ref<DnsZone> zone = stack.add("shop", DnsZone.named("shop.example").build());
        stack.add(
                "www",
                RecordSet.of(zone, "www.shop.example.")
                        .type(RecordType.A)
                        .values("192.0.2.1")
                        .build());
        stack.add(
                "mail",
                RecordSet.of(zone, "mail.shop.example.")
                        .type(later ? RecordType.A : RecordType.CNAME)
                        .values(later ? "192.0.2.3" : "else.example.")
                        .build());
        if (!later) {
            stack.add(
                    "old",
                    RecordSet.of(zone, "old.shop.example.")
                            .type(RecordType.A)
                            .values("192.0.2.4")
                            .build());
        }
        return stack;
    }

    @ParameterizedTest
    @EnumSource
    void aKillAtEveryBoundaryLeavesNothingThatOneMoreRunDoesNotMend(Temper temper) {
        for (Fault kill : List.of(Fault.KILL_BEFORE, Fault.KILL_AFTER)) {
            for (int call = 1; call < 100; call++) {
                Lab lab = Lab.typical(temper);
                FaultyWire faults = FaultyWire.of(FaultPlan.at(call, kill), lab.time);
                lab.wire(faults.between());
                boolean killed = Scenario.run(lab, stack(false), stack(true));
                faults.quiet();
                lab.converge(stack(true));
                assertThat(lab.marked("shop"))
                        .as(() -> faults.happened().toString())
                        .hasSize(3);
                assertThat(lab.cloud.things()).hasSize(3);
                lab.converge(stack(true), PlanOptions.standard().destroy());
                assertThat(lab.cloud.things()).isEmpty();
                if (!killed) {
                    break;
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void seededFaultsLeaveNothingThatOneMoreRunDoesNotMend(Temper temper) {
        for (int seed = 0; seed < 25; seed++) {
            Lab lab = Lab.of(CloudOptions.typical(temper)
                    .batches(CloudOptions.Batches.HALVES)
                    .build());
            FaultPlan plan = FaultPlan.seeded(seed, 0.15, Fault.values());
            FaultyWire faults = FaultyWire.of(plan, lab.time).halving(lab.cloud::halveBatches);
            lab.wire(faults.between());
            Scenario.run(lab, stack(false), stack(true));
            faults.quiet();
            lab.mend(stack(true));
            assertThat(lab.marked("shop"))
                    .as(() -> plan + " " + faults.happened())
                    .hasSize(3);
            assertThat(lab.cloud.things()).hasSize(3);
        }
    }
}
