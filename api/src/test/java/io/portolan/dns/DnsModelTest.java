package io.portolan.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.model.Problem;
import io.portolan.model.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsModelTest {
    private static final Ref<DnsZone> ZONE = Ref.to(DnsZone.KIND, "shop");

    private static RecordSet.Builder set(String type) {
        return RecordSet.of(ZONE, "www.shop.example.").type(RecordType.of(type));
    }

    @ParameterizedTest
    @CsvSource({
        "Example.COM, example.com.",
        "example.com., example.com.",
        "b\u00fccher.example, xn--bcher-kva.example.",
        "_dmarc.example.com, _dmarc.example.com.",
        "*.example.com, *.example.com."
    })
    void namesAreAbsoluteLowerCaseAndAscii(String text, String name) {
        assertThat(DnsName.parse(text)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "a..b",
                ".a",
                "a b",
                "a.*.b",
                "a*.b",
                "1234567890123456789012345678901234567890123456789012345678901234.x"
            })
    void whatIsNoNameIsRefused(String text) {
        assertThatThrownBy(() -> DnsName.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameLiesWithinItsZoneByWholeLabels() {
        DnsName zone = DnsName.parse("shop.example");
        assertThat(DnsName.parse("www.shop.example").isWithin(zone)).isTrue();
        assertThat(DnsName.parse("myshop.example").isWithin(zone)).isFalse();
        assertThat(DnsName.parse("www.shop.example").relativeTo(zone)).isEqualTo("www");
        assertThat(zone.relativeTo(zone)).isEqualTo("@");
        assertThat(zone.child("@")).isEqualTo(zone);
        assertThat(zone.child("a.b")).hasToString("a.b.shop.example.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A|192.0.2.1", "AAAA|2001:db8::1", "CNAME|web.example.com.", "MX|10 mx.example.com.",
                        "SRV|10 5 443 web.example.com.",
                "TXT|v=spf1 -all", "CAA|0 issue \"ca.example\"", "NS|ns1.example.com.", "PTR|host.example.com.",
                        "TLSA|3 1 1 00ff"
            })
    void rightValuesAreTaken(String type, String value) {
        assertThat(set(type).values(value).build().validate()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A|2001:db8::1",
                "A|web",
                "AAAA|192.0.2.1",
                "CNAME|web.example.com",
                "MX|mx.example.com.",
                "MX|10 mx",
                "SRV|10 443 web.example.com.",
                "CAA|issue x"
            })
    void aWrongValueIsNamedAndItsShapeShown(String type, String value) {
        assertThat(set(type).values(value).build().validate()).singleElement().satisfies(p -> {
            assertThat(p.code()).isEqualTo("P053");
            assertThat(p.message()).contains(value);
            assertThat(p.help()).isNotEmpty();
        });
    }

    @Test
    void everyMistakeIsFoundAtOnce() {
        RecordSet wrong = set("A").policy(RecordSet.Policy.WEIGHTED)
                .answer(Answer.builder()
                        .values(java.util.List.of("x"))
                        .weight(0)
                        .build())
                .answer(Answer.builder().weight(0).build())
                .build();
        assertThat(wrong.validate()).extracting(Problem::code).containsExactly("P050", "P053", "P050");
    }

    @Test
    void theTypeWordOfAnAliasIsAlias() {
        RecordSet alias = RecordSet.of(ZONE, "shop.example.")
                .alias(Ref.to(io.portolan.loadbalancer.LoadBalancer.KIND, "web"))
                .build();
        assertThat(alias.typeWord()).isEqualTo("alias");
        assertThat(alias.references()).hasSize(2);
        assertThat(alias.toBuilder().build()).isEqualTo(alias);
    }
}
