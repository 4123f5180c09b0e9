package io.portolan.aws.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.model.Key;
import io.portolan.volume.Attachment;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Device names, zones and fences: what is decided without AWS. */
class DevicesTest {
    private static Key key(int n) {
        return Key.of(Attachment.KIND, "a%03d".formatted(n));
    }

    @Test
    void namesAreChosenInTheOrderOfKeysAndNotOfQuestions() {
        List<Key> keys = IntStream.range(0, 30).mapToObj(DevicesTest::key).collect(Collectors.toList());
        var chosen = Devices.choose(keys, Set.of("/dev/sda1", "/dev/xvdf", "sdh"));
        Collections.reverse(keys);
        assertThat(Devices.choose(keys, Set.of("/dev/sda1", "/dev/xvdf", "sdh")))
                .isEqualTo(chosen);
        assertThat(chosen.get(key(0))).isEqualTo("/dev/sdg");
        assertThat(chosen.get(key(1))).isEqualTo("/dev/sdi");
        assertThat(chosen.get(key(9))).isEqualTo("/dev/xvdba");
        assertThat(chosen.values()).doesNotHaveDuplicates().hasSize(30);
    }

    @Test
    void whoeverIsAttachedDoesNotMoveTheNamesOfTheOthers() {
        var both = Devices.choose(List.of(key(0), key(1)), Set.of());
        var rest = Devices.choose(List.of(key(1)), Set.of(both.get(key(0))));
        assertThat(rest.get(key(1))).isEqualTo(both.get(key(1)));
    }

    @Test
    void whereNoneIsLeftNoneIsChosen() {
        List<Key> keys = IntStream.range(0, 100).mapToObj(DevicesTest::key).toList();
        assertThat(Devices.choose(keys, Set.of())).hasSize(11 + 3 * 26);
    }

    @Test
    void lettersMeanZonesByTheirEndOrTheirPlace() {
        List<String> zones = List.of("us-west-1a", "us-west-1c");
        assertThat(Zones.named("c", zones)).contains("us-west-1c");
        assertThat(Zones.named("b", zones)).contains("us-west-1c");
        assertThat(Zones.named("d", zones)).isEmpty();
        assertThat(Zones.named("us-west-1a", List.of())).contains("us-west-1a");
    }
}
