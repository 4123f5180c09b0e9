package io.portolan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.model.Key;
import io.portolan.model.Ref;
import org.junit.jupiter.api.Test;

class StackTest {
    @Test
    void aRecordSetIsKeyedByZoneNameAndType() {
        Stack stack = Stack.named("shop", "prod");
        Ref<DnsZone> zone = stack.add("main", DnsZone.named("shop.example").build());
        Ref<RecordSet> www = stack.add(
                "anything",
                RecordSet.of(zone, "www.shop.example.")
                        .type(RecordType.A)
                        .values("192.0.2.1")
                        .build());
        assertThat(www.key()).contains(Key.parse("RecordSet/main/www/A"));
        Ref<RecordSet> existing = stack.add(
                "other",
                RecordSet.of(Ref.dnsName(DnsZone.KIND, "example.com."), "example.com.")
                        .type(RecordType.MX)
                        .values("10 mx.example.com.")
                        .build());
        assertThat(existing.key()).contains(Key.parse("RecordSet/example.com/@/MX"));
        assertThat(stack.owner()).isEqualTo("shop/prod");
    }

    @Test
    void aNameIsTakenOnlyOnceAndZonesComeFirst() {
        Stack stack = Stack.named("shop");
        RecordSet early = RecordSet.of(Ref.to(DnsZone.KIND, "main"), "www.shop.example.")
                .type(RecordType.A)
                .values("192.0.2.1")
                .build();
        assertThatThrownBy(() -> stack.add("www", early)).hasMessageContaining("add the zone before");
        stack.add("main", DnsZone.named("shop.example").build());
        assertThatThrownBy(
                        () -> stack.add("main", DnsZone.named("other.example").build()))
                .hasMessageContaining("already");
    }

    @Test
    void aStackHasAPlainName() {
        assertThatThrownBy(() -> Stack.named("Shop")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Stack.named("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Stack.named("shop", "a/b")).isInstanceOf(IllegalArgumentException.class);
    }
}
