package io.portolan.aws.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;

class ZonesTest {
    private static AvailabilityZone zone(String name, String id, String type, String optIn) {
        return AvailabilityZone.builder()
                .zoneName(name)
                .zoneId(id)
                .zoneType(type)
                .optInStatus(optIn)
                .build();
    }

    private final Zones zones = new Zones(List.of(
            zone("us-east-1c", "use1-az4", "availability-zone", "opt-in-not-required"),
            zone("us-east-1a", "use1-az6", "availability-zone", "opt-in-not-required"),
            zone("us-east-1-bos-1a", "use1-bos1-az1", "local-zone", "not-opted-in")));

    @Test
    void aLetterIsAPlaceInTheOrderOfNames() {
        assertThat(zones.name(Optional.of("a"))).contains("us-east-1a");
        assertThat(zones.name(Optional.of("b"))).contains("us-east-1c");
        assertThat(zones.name(Optional.of("c"))).isEmpty();
    }

    @Test
    void aZoneIsNamedByItsNameOrItsId() {
        assertThat(zones.name(Optional.of("us-east-1c"))).contains("us-east-1c");
        assertThat(zones.name(Optional.of("use1-az4"))).contains("us-east-1c");
        assertThat(zones.name(Optional.of("us-east-1-bos-1a"))).isEmpty();
    }

    @Test
    void withoutAWishItIsTheFirst() {
        assertThat(zones.name(Optional.empty())).contains("us-east-1a");
        assertThat(new Zones(List.of()).name(Optional.empty())).isEmpty();
    }
}
