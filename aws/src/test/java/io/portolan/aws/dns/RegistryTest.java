package io.portolan.aws.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.dns.DnsName;
import io.portolan.dns.RecordSet;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

class RegistryTest {
    private static final NativeId ZONE = NativeId.of("zone", "Z1");
    private static final DnsName NAME = DnsName.parse("shop.example.");

    private static Mark mark(String owner, String key) {
        return Mark.of(owner, Key.of(RecordSet.KIND, key));
    }

    private static List<ResourceRecordSet> sets(Map<String, Registry.ShareChange> changes) {
        return changes.values().stream()
                .map(Registry.ShareChange::after)
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    void marksComeBackAsTheyWereWritten() {
        Map<String, Mark> marks = new TreeMap<>();
        marks.put("www.shop.example. A", mark("shop", "shop/www/A"));
        marks.put("shop.example. A", mark("shop", "shop/@/alias").origin(Mark.Origin.ADOPTED));
        marks.put("*.shop.example. TXT", mark("shop/prod", "other").hold(Mark.Hold.PROTECTED));
        marks.put("a.b.shop.example. MX", mark("shop", "x/y").hold(Mark.Hold.RETAINED));
        Registry empty = Registry.empty(ZONE, NAME);
        Map<String, Optional<Mark>> changes = new TreeMap<>();
        marks.forEach((label, mark) -> changes.put(label, Optional.of(mark)));
        Registry after = empty.with(changes);
        Registry read = Registry.read(ZONE, NAME, sets(empty.to(after)));
        assertThat(read.all()).isEqualTo(marks);
        assertThat(read.to(after)).isEmpty();
    }

    @Test
    void aChangeTouchesItsOwnShareOnly() {
        Registry whole = Registry.empty(ZONE, NAME);
        Map<String, Optional<Mark>> all = new TreeMap<>();
        for (int i = 0; i < 1000; i++) {
            all.put("r" + i + ".shop.example. A", Optional.of(mark("shop", "shop/r" + i + "/A")));
        }
        Registry full = whole.with(all);
        assertThat(whole.to(full)).hasSizeLessThanOrEqualTo(64);
        Map<String, Registry.ShareChange> one = full.to(full.with(Map.of("r7.shop.example. A", Optional.empty())));
        assertThat(one).hasSize(1);
        assertThat(one.values().iterator().next().characters()).isLessThan(1500);
        assertThat(full.to(full.with(Map.of("r7.shop.example. A", all.get("r7.shop.example. A")))))
                .isEmpty();
    }

    @Test
    void theLastMarkTakesItsShareAlong() {
        Registry one = Registry.empty(ZONE, NAME).with(Map.of("a.shop.example. A", Optional.of(mark("shop", "a"))));
        Registry none = one.with(Map.of("a.shop.example. A", Optional.empty()));
        assertThat(one.to(none).values()).singleElement().satisfies(change -> {
            assertThat(change.before()).isNotNull();
            assertThat(change.after()).isNull();
        });
    }

    @Test
    void anotherOwnersMarkGoesWhenTheSetIsTakenOver() {
        Registry theirs =
                Registry.empty(ZONE, NAME).with(Map.of("a.shop.example. A", Optional.of(mark("platform", "a"))));
        Registry ours = theirs.with(Map.of("a.shop.example. A", Optional.of(mark("shop", "b"))));
        assertThat(ours.all()).containsExactly(Map.entry("a.shop.example. A", mark("shop", "b")));
        assertThat(theirs.to(ours)).hasSize(2);
    }

    @Test
    void aShareThatIsTooLongForAValueHasSeveral() {
        Map<String, Optional<Mark>> all = new TreeMap<>();
        for (int i = 0; i < 20_000; i++) {
            all.put("r" + i + ".shop.example. A", Optional.of(mark("shop", "zone/r" + i + "/A")));
        }
        Registry empty = Registry.empty(ZONE, NAME);
        Registry full = empty.with(all);
        List<ResourceRecordSet> sets = sets(empty.to(full));
        List<Integer> lengths = new ArrayList<>();
        sets.forEach(set -> set.resourceRecords().stream()
                .map(ResourceRecord::value)
                .map(String::length)
                .forEach(lengths::add));
        assertThat(sets.size()).isLessThan(lengths.size());
        assertThat(lengths).allSatisfy(length -> assertThat(length).isLessThanOrEqualTo(4000));
        assertThat(Registry.read(ZONE, NAME, sets).all()).hasSize(20_000);
    }
}
