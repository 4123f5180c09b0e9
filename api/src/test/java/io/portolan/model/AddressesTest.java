package io.portolan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.7, 10.0.0.7",
        "255.255.255.255, 255.255.255.255",
        "::, ::",
        "::1, ::1",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "fe80:0:0:0:0:0:0:0, fe80::"
    })
    void addressesAreWrittenInTheirOneCanonicalForm(String text, String canonical) {
        assertThat(IpAddress.parse(text)).hasToString(canonical);
        assertThat(IpAddress.parse(canonical)).isEqualTo(IpAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.07",
                "10.0.0.1.1",
                "localhost",
                "1.2.3.4/8",
                "fe80::1%eth0",
                ":::",
                "g::1",
                "10.0.0.-1"
            })
    void whatIsNoAddressIsRefusedWithoutAskingAnybody(String text) {
        assertThat(IpAddress.isAddress(text)).isFalse();
        assertThatThrownBy(() -> IpAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBlockContainsItsAddressesAndNoOthers() {
        Cidr block = Cidr.parse("10.20.0.0/15");
        assertThat(block.contains(IpAddress.parse("10.21.255.255"))).isTrue();
        assertThat(block.contains(IpAddress.parse("10.22.0.0"))).isFalse();
        assertThat(block.contains(IpAddress.parse("::1"))).isFalse();
        assertThat(Cidr.parse("0.0.0.0/0").contains(block)).isTrue();
        assertThat(block.overlaps(Cidr.parse("10.20.7.0/24"))).isTrue();
        assertThat(block.contains(Cidr.parse("10.0.0.0/8"))).isFalse();
    }

    @Test
    void aBlockWithHostBitsNamesTheOneThatWasMeant() {
        assertThatThrownBy(() -> Cidr.parse("10.20.1.7/16")).hasMessageContaining("10.20.0.0/16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "::/129", "/8"})
    void whatIsNoBlockIsRefused(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
