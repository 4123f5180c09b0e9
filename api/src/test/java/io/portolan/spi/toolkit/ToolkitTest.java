package io.portolan.spi.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.dns.RecordSet;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.spi.driver.Mark;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolkitTest {
    private static final Key WEB = Key.of(LoadBalancer.KIND, "web");

    @Test
    void namesAreShortStableAndTellImmutableFieldsApart() {
        String name = Names.of("shop", "shop/prod", WEB, "public");
        assertThat(name).matches("shop-web-[0-9a-f]{10}").isEqualTo(Names.of("shop", "shop/prod", WEB, "public"));
        assertThat(name).isNotEqualTo(Names.of("shop", "shop/prod", WEB, "internal"));
        assertThat(Names.of("abcdefghijkl", "o", Key.of(RecordSet.KIND, "\u00fc/very.long--/name")))
                .matches("[a-z][a-z0-9-]{0,31}");
    }

    @Test
    void aMarkSurvivesTagsAndText() {
        Mark mark = Mark.of("shop/prod", Key.of(RecordSet.KIND, "shop/@/MX"))
                .origin(Mark.Origin.ADOPTED)
                .hold(Mark.Hold.RETAINED);
        assertThat(Marks.fromTags(Marks.toTags(mark))).contains(mark);
        assertThat(Marks.fromText(Marks.toText(mark))).contains(mark);
    }

    @Test
    void aMarkThatCanNotBeReadIsNone() {
        assertThat(Marks.fromTags(Map.of("portolan-owner", "shop", "portolan-key", "web")))
                .isEmpty();
        assertThat(Marks.fromTags(Map.of("portolan-owner", "shop"))).isEmpty();
        assertThat(Marks.fromText("heritage=other")).isEmpty();
    }

    @Test
    void chunksKeepGroupsTogether() {
        List<List<String>> groups = List.of(List.of("a", "b"), List.of("c", "d"), List.of("e"));
        assertThat(Chunks.of(groups, 3, s -> 1, 100, String::length))
                .containsExactly(List.of("a", "b"), List.of("c", "d", "e"));
        assertThat(Chunks.of(groups, 100, s -> 1, 1, String::length))
                .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    }

    @Test
    void aDiffAddsChangesAndRemoves() {
        Diff<String, Integer, Integer> diff = Diff.of(Map.of("a", 1, "b", 2), Map.of("b", 3, "c", 4), Integer::equals);
        assertThat(diff.added()).containsOnlyKeys("c");
        assertThat(diff.changed()).containsOnlyKeys("b");
        assertThat(diff.removed()).containsOnlyKeys("a");
        assertThat(diff.isEmpty()).isFalse();
    }
}
