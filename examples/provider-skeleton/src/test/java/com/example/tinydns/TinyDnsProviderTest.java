package com.example.tinydns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.example.tinydns.TinyDnsApi.Rrset;
import io.portolan.Code;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.PortolanException;
import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.model.Ref;
import io.portolan.model.Secret;
import io.portolan.spi.Config;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Wire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the kit can't know: this API's limits, codes and batches. */
class TinyDnsProviderTest {
    private final TinyDnsSubject subject = new TinyDnsSubject();
    private final TinyDnsServer server = subject.server();
    private final Portolan portolan = Portolan.builder()
            .provider("tiny", "tinydns", subject::configure)
            .time(subject.time())
            .parallelism(1)
            .build();

    @AfterEach
    void close() {
        portolan.close();
        server.close();
    }

    private static Stack stack(int records, String values) {
        return stack("shop.example.", records, values);
    }

    private static Stack stack(String dnsName, int records, String values) {
        Stack stack = Stack.named("shop");
        Ref<DnsZone> zone = stack.add("shop", DnsZone.named(dnsName).build());
        for (int i = 0; i < records; i++) {
            stack.add(
                    "r" + i,
                    RecordSet.of(zone, "r" + i + "." + dnsName)
                            .type(RecordType.A)
                            .values(i < 10 ? values : "192.0.2.1")
                            .build());
        }
        return stack;
    }

    private static Stack www(RecordType type, String value) {
        Stack stack = Stack.named("shop");
        Ref<DnsZone> zone = stack.add("shop", DnsZone.named("shop.example.").build());
        stack.add(
                "www",
                RecordSet.of(zone, "www.shop.example.").type(type).values(value).build());
        return stack;
    }

    private Outcome apply(Stack stack) {
        return portolan.apply(portolan.plan(stack));
    }

    private void done(Stack stack) {
        assertThat(apply(stack).status()).isEqualTo(Outcome.Status.DONE);
        assertThat(portolan.plan(stack).isEmpty()).isTrue();
    }

    @Test
    void aThousandRecordSetsTakeFiveReadsAndChangingTenIsOneBatch() {
        done(stack(1000, "192.0.2.1"));
        int reads = server.reads();
        assertThat(portolan.plan(stack(1000, "192.0.2.1")).reads()).isEqualTo(5);
        assertThat(server.reads() - reads).isEqualTo(5);
        int writes = server.writes().size();
        done(stack(1000, "192.0.2.2"));
        assertThat(server.writes().size() - writes).isEqualTo(1);
    }

    @Test
    void aCnameBecomesAnAddressInOneBatch() {
        done(www(RecordType.CNAME, "web.shop.example."));
        Plan plan = portolan.plan(www(RecordType.A, "192.0.2.1"));
        assertThat(plan.steps()).extracting(PlannedStep::call).containsExactly("records.change");
        done(www(RecordType.A, "192.0.2.1"));
        assertThat(server.records("z1")).containsOnlyKeys("www.shop.example. A");
    }

    @Test
    void aZoneOfAnotherNameIsMadeFilledAndOnlyThenIsTheOldOneTakenAway() {
        done(stack("old.example.", 3, "192.0.2.1"));
        int before = server.writes().size();
        done(stack("new.example.", 3, "192.0.2.1"));
        assertThat(server.writes().stream().skip(before).map(TinyDnsServer.Write::call))
                .containsExactly("zones.create", "records.change", "records.change", "zones.delete");
        assertThat(server.zones().values()).extracting(Zone::name).containsExactly("new.example.");
    }

    @Test
    void aRecordThatTheApiDoesNotTakeIsFoundByHalvingAndTheOthersAreMade() {
        Stack stack = stack(20, "192.0.2.1");
        stack.add(
                "bad",
                RecordSet.of(Ref.to(DnsZone.KIND, "shop"), "bad.shop.example.")
                        .type(RecordType.TXT)
                        .values("poison")
                        .build());
        Outcome outcome = apply(stack);
        assertThat(outcome.failures())
                .singleElement()
                .satisfies(f -> assertThat(f.failure().code()).isEqualTo(Code.INVALID));
        assertThat(server.records("z1")).hasSize(20);
    }

    @Test
    void aRecordSetOfSomebodyElseIsRefusedAndStopsNoOther() {
        done(stack(0, ""));
        server.put("z1", new Rrset("r0.shop.example.", "A", 60, List.of("192.0.2.99"), "by hand", ""));
        Plan plan = portolan.plan(stack(3, "192.0.2.1"));
        assertThat(plan.refusals()).extracting(Refusal::why).containsExactly(Refusal.Why.FOREIGN);
        assertThat(portolan.apply(plan).writes()).isZero();
        Plan rest = portolan.plan(stack(3, "192.0.2.1"), PlanOptions.standard().skipRefused());
        portolan.apply(rest);
        assertThat(server.records("z1").get("r0.shop.example. A").comment()).isEqualTo("by hand");
        assertThat(server.records("z1")).hasSize(3);
    }

    @Test
    void aZoneThatSomebodyElseUsesIsNotDeletedAndTheFailureSaysWhatIsInIt() {
        done(stack(1, "192.0.2.1"));
        server.put("z1", new Rrset("mail.shop.example.", "MX", 60, List.of("10 mx.example."), "", ""));
        Plan plan = portolan.plan(stack(1, "192.0.2.1"), PlanOptions.standard().destroy());
        Outcome outcome = portolan.apply(plan);
        assertThat(outcome.failures()).anySatisfy(f -> {
            assertThat(f.failure().code()).isEqualTo(Code.IN_USE);
            assertThat(f.failure().message()).contains("mail.shop.example. MX");
        });
        assertThat(server.records("z1")).containsOnlyKeys("mail.shop.example. MX");
    }

    @Test
    void whatTheApiAsksToRepeatIsRepeated() {
        server.refuse(429, "slow_down");
        server.refuse(503, "overloaded");
        done(stack(2, "192.0.2.1"));
    }

    @Test
    void whatTheApiCanNotHoldIsRefusedBeforeTheFirstCall() {
        Stack stack = Stack.named("shop");
        Ref<DnsZone> zone = stack.add(
                "shop", DnsZone.named("shop.example.").ttl(Duration.ofDays(2)).build());
        stack.add(
                "ptr",
                RecordSet.of(zone, "p.shop.example.")
                        .type(RecordType.PTR)
                        .values("a.example.")
                        .build());
        Plan plan = portolan.plan(stack);
        assertThat(plan.refusals())
                .extracting(Refusal::why)
                .containsExactly(Refusal.Why.UNSUPPORTED, Refusal.Why.UNSUPPORTED);
        assertThat(server.reads()).isZero();
    }

    @Test
    void everyCodeOfTheApiHasAPortableOne() {
        assertThat(classified(403, "not_allowed")).isEqualTo(Code.DENIED);
        assertThat(classified(404, "no_such_zone")).isEqualTo(Code.NOT_FOUND);
        assertThat(classified(409, "name_taken")).isEqualTo(Code.ALREADY_EXISTS);
        assertThat(classified(409, "zone_not_empty")).isEqualTo(Code.IN_USE);
        assertThat(classified(409, "key_reused")).isEqualTo(Code.CONFLICT);
        assertThat(classified(409, "too_many_zones")).isEqualTo(Code.QUOTA);
        assertThat(classified(412, "version_differs")).isEqualTo(Code.CONFLICT);
        assertThat(classified(422, "invalid")).isEqualTo(Code.INVALID);
        assertThat(classified(429, "slow_down")).isEqualTo(Code.THROTTLED);
        assertThat(classified(503, "overloaded")).isEqualTo(Code.UNAVAILABLE);
    }

    private Code classified(int status, String nativeCode) {
        server.refuse(status, nativeCode);
        Wire wire = new Wire() {
            @Override
            public <R> R call(NativeCall call, Exchange<R> exchange) {
                try {
                    return exchange.send();
                } catch (Exception e) {
                    throw new PortolanException(portolan.provider("tiny").classify(call.name(), e), e);
                }
            }
        };
        TinyDnsApi api = new TinyDnsApi(server.endpoint(), Secret.of(TinyDnsServer.TOKEN), wire);
        return catchThrowableOfType(PortolanException.class, api::zones).code();
    }

    @Test
    void aProviderWithoutAnEndpointSaysWhatToSet() {
        assertThatThrownBy(() -> Portolan.builder()
                        .provider("tiny", "tinydns", (Config c) -> c)
                        .build())
                .isInstanceOfSatisfying(
                        PortolanException.class,
                        e -> assertThat(e.failure().message()).contains("endpoint"));
    }

    @Test
    void theTokenIsInNoPlanAndNoOutcome() {
        Plan plan = portolan.plan(stack(2, "192.0.2.1"));
        Outcome outcome = portolan.apply(plan);
        assertThat(plan + " " + plan.steps() + " " + plan.identity() + outcome.failures())
                .doesNotContain(TinyDnsServer.TOKEN);
    }
}
