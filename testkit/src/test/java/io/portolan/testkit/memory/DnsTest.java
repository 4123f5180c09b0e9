package io.portolan.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.dns.Answer;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.engine.PlanOptions;
import io.portolan.model.Lifecycle;
import io.portolan.model.Ref;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DnsTest {
    private static Stack stack(String... addresses) {
        Stack stack = Stack.named("shop");
        Ref<DnsZone> zone = stack.add("shop", DnsZone.named("shop.example").build());
        for (int i = 0; i < addresses.length; i++) {
            stack.add(
                    "r" + i,
                    RecordSet.of(zone, "r" + i + ".shop.example.")
                            .type(RecordType.A)
                            .values(addresses[i])
                            .build());
        }
        return stack;
    }

    private static Stack many(int count, int changed) {
        String[] addresses = new String[count];
        for (int i = 0; i < count; i++) {
            addresses[i] = "10.0." + i / 200 + "." + (i % 200 + (i < changed ? 50 : 0) + 1);
        }
        return stack(addresses);
    }

    @ParameterizedTest
    @EnumSource
    void aSecondPlanIsEmpty(Temper temper) {
        for (Lab lab : List.of(Lab.calm(temper), Lab.typical(temper))) {
            lab.converge(stack("192.0.2.1", "192.0.2.2"));
            assertThat(lab.cloud.things("rrset")).hasSize(2);
            assertThat(lab.marked("shop")).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tenChangesOfAThousandAreOneBatchWhereThereAreBatches(Temper temper) {
        Lab lab = Lab.calm(temper);
        lab.converge(many(1000, 0));
        lab.cloud.clearLog();

        Plan converged = lab.plan(many(1000, 0));
        assertThat(converged.isEmpty()).isTrue();
        assertThat(converged.reads()).isLessThanOrEqualTo(5);
        assertThat(lab.writes()).isEmpty();

        lab.converge(many(1000, 10));
        assertThat(lab.writes()).hasSize(temper == Temper.DOCUMENTS ? 10 : 1);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoLongerWantedGoes(Temper temper) {
        Lab lab = Lab.typical(temper);
        lab.converge(stack("192.0.2.1", "192.0.2.2", "192.0.2.3"));
        lab.converge(stack("192.0.2.1"));
        assertThat(lab.cloud.things("rrset")).hasSize(1);

        lab.converge(stack("192.0.2.1"), PlanOptions.standard().destroy());
        assertThat(lab.cloud.things()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCnameBecomesAnAddressAndBack(Temper temper) {
        Lab lab = Lab.typical(temper);
        Stack cname = Stack.named("shop");
        Ref<DnsZone> zone = cname.add("shop", DnsZone.named("shop.example").build());
        cname.add(
                "www",
                RecordSet.of(zone, "www.shop.example.")
                        .type(RecordType.CNAME)
                        .values("else.example.")
                        .build());
        Stack address = Stack.named("shop");
        address.add("shop", DnsZone.named("shop.example").build());
        address.add(
                "www",
                RecordSet.of(zone, "www.shop.example.")
                        .type(RecordType.A)
                        .values("192.0.2.7")
                        .build());
        lab.converge(cname);
        lab.cloud.clearLog();
        lab.converge(address);
        assertThat(lab.writes()).hasSize(temper == Temper.DOCUMENTS ? 2 : 1);
        lab.converge(cname);
        assertThat(lab.cloud.things("rrset")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aForeignRecordSetIsRefusedAndStays(Temper temper) {
        Lab lab = Lab.calm(temper);
        lab.converge(stack());
        String zone = lab.cloud.things("zone").get(0).id().value();
        lab.cloud.plantRecord(zone, "r0.shop.example.", "A", Duration.ofMinutes(1), "203.0.113.9");
        lab.cloud.clearLog();

        Outcome outcome = lab.apply(stack("192.0.2.1", "192.0.2.2"));

        assertThat(outcome.status()).isEqualTo(Outcome.Status.REFUSED);
        assertThat(outcome.refusals()).extracting(Refusal::why).containsExactly(Refusal.Why.FOREIGN);
        assertThat(lab.writes()).isEmpty();
        lab.converge(adopting(zone));
        assertThat(lab.marked("shop")).containsEntry("RecordSet/shop/r0/A rrset", 1);
    }

    private static Stack adopting(String zoneId) {
        Stack stack = Stack.named("shop");
        Ref<DnsZone> zone = stack.add("shop", DnsZone.named("shop.example").build());
        stack.add(
                "r0",
                RecordSet.of(zone, "r0.shop.example.")
                        .type(RecordType.A)
                        .values("192.0.2.1")
                        .build(),
                Lifecycle.STANDARD.adopt(zoneId + " r0.shop.example. A"));
        return stack;
    }

    @ParameterizedTest
    @EnumSource
    void anotherHandleOfAZoneIsARename(Temper temper) {
        Lab lab = Lab.calm(temper);
        lab.converge(stack("192.0.2.1"));
        String id = lab.cloud.things("zone").get(0).id().value();
        Stack renamed = Stack.named("shop");
        Ref<DnsZone> zone = renamed.add("front", DnsZone.named("shop.example").build());
        renamed.add(
                "r0",
                RecordSet.of(zone, "r0.shop.example.")
                        .type(RecordType.A)
                        .values("192.0.2.1")
                        .build());
        lab.converge(renamed);
        assertThat(lab.cloud.things("zone")).extracting(t -> t.id().value()).containsExactly(id);
        assertThat(lab.marked("shop")).isEqualTo(Map.of("DnsZone/front zone", 1, "RecordSet/front/r0/A rrset", 1));
    }

    @Test
    void policiesComeBackAsTheyWereGiven() {
        Lab lab = Lab.calm(Temper.TOKENS);
        Stack stack = Stack.named("shop");
        Ref<DnsZone> zone = stack.add("shop", DnsZone.named("shop.example").build());
        stack.add(
                "www",
                RecordSet.of(zone, "www.shop.example.")
                        .type(RecordType.A)
                        .policy(RecordSet.Policy.WEIGHTED)
                        .answer(Answer.builder()
                                .values(List.of("192.0.2.1"))
                                .weight(3)
                                .build())
                        .answer(Answer.builder()
                                .values(List.of("192.0.2.2"))
                                .weight(1)
                                .build())
                        .build());
        lab.converge(stack);
    }

    @Test
    void aPoisonedRecordSetDoesNotStopTheOthers() {
        Lab lab = Lab.calm(Temper.TOKENS);
        Stack stack = stack("192.0.2.1", "192.0.2.2");
        stack.add(
                "bad",
                RecordSet.of(Ref.to(DnsZone.KIND, "shop"), "bad.shop.example.")
                        .type(RecordType.TXT)
                        .values("poison")
                        .build());
        Outcome outcome = lab.apply(stack);
        assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILED);
        assertThat(outcome.failures()).extracting(f -> f.key().name()).containsExactly("shop/bad/TXT");
        assertThat(lab.cloud.things("rrset")).hasSize(2);
    }
}
