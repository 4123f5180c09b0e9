package io.portolan.baremetal.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoopbackTest {
    private final Loopback loopback = new Loopback(Loopback.EVERYTHING);

    private String place(String block, List<String> subnets, String... taken) {
        List<Map<String, Object>> places =
                loopback.place(List.of(Cidr.of(block)), cidrs(subnets.toArray(String[]::new)), List.of(), cidrs(taken));
        return String.valueOf(places.get(0).get("local"));
    }

    private static List<Cidr> cidrs(String... texts) {
        return Stream.of(texts).map(Cidr::of).toList();
    }

    @Test
    void aBlockOfTenKeepsItsNumbers() {
        assertThat(place("10.20.0.0/16", List.of("10.20.1.0/24"))).isEqualTo("127.20.0.0/16");
        assertThat(place("10.20.128.0/20", List.of())).isEqualTo("127.20.128.0/20");
        assertThat(place("10.16.0.0/12", List.of())).isEqualTo("127.16.0.0/12");
    }

    @Test
    void aTakenBlockMovesOn() {
        assertThat(place("10.20.0.0/16", List.of(), "127.20.0.0/16")).isEqualTo("127.21.0.0/16");
        assertThat(place("10.20.4.0/24", List.of(), "127.20.0.0/16", "127.21.0.0/24"))
                .isEqualTo("127.21.4.0/24");
    }

    @Test
    void otherBlocksGetTheNextSixteenAndKeepTheirLowerBits() {
        assertThat(place("192.168.7.0/24", List.of())).isEqualTo("127.1.7.0/24");
        assertThat(place("172.16.0.0/16", List.of(), "127.1.0.0/16")).isEqualTo("127.2.0.0/16");
    }

    @Test
    void subnetsStayAwayFromThePool() {
        assertThat(place("10.20.0.0/16", List.of("10.20.0.0/24"))).isEqualTo("127.21.0.0/16");
    }

    @Test
    void theMachinesOwnBlockIsNeverGiven() {
        assertThat(place("10.0.0.0/16", List.of())).isEqualTo("127.1.0.0/16");
    }

    @Test
    void aRangeIsKept() {
        var narrow = new Loopback(Cidr.of("127.40.0.0/16"));
        assertThat(narrow.place(cidrs("10.20.0.0/16"), cidrs("10.20.1.0/24"), List.of(), List.of()))
                .containsExactly(Map.of("cidr", "10.20.0.0/16", "local", "127.40.0.0/16"));
        assertThat(narrow.pools()).containsExactly(Cidr.of("127.40.255.0/24"));
    }

    @Test
    void aBlockWithoutRoomIsRefused() {
        assertThatExceptionOfType(CloudException.class).isThrownBy(() -> place("10.0.0.0/8", List.of()));
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> place("10.20.0.0/16", List.of(), "127.0.0.0/8"));
    }

    @Test
    void aBlockThatHasAPlaceKeepsItAndOneOfSixHasNone() {
        List<Map<String, Object>> had = List.of(Map.of("cidr", "10.20.0.0/16", "local", "127.99.0.0/16"));
        assertThat(loopback.place(cidrs("10.20.0.0/16", "fd00::/48"), List.of(), had, List.of()))
                .isEqualTo(had);
    }
}
