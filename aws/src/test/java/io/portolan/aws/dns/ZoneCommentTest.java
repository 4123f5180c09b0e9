package io.portolan.aws.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.model.Key;
import io.portolan.spi.driver.Mark;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ZoneCommentTest {
    private static final Mark MARK = Mark.of("shop", Key.parse("DnsZone/main"));

    @Test
    void markAndTtlComeBackAsTheyWereWritten() {
        ZoneComment comment = ZoneComment.read("").with(MARK, Duration.ofMinutes(1));
        assertThat(comment.written()).isEqualTo("portolan owner=shop key=DnsZone/main origin=CREATED hold=NONE ttl=60");
        assertThat(ZoneComment.read(comment.written())).isEqualTo(comment);
    }

    @Test
    void whatOthersWroteStaysBeforeAndAfter() {
        ZoneComment theirs = ZoneComment.read("the shop's own zone");
        ZoneComment ours = theirs.with(MARK.origin(Mark.Origin.ADOPTED), Duration.ofMinutes(5));
        assertThat(ours.written()).startsWith("the shop's own zone portolan owner=shop");
        assertThat(ZoneComment.read(ours.written())).isEqualTo(ours);
        assertThat(ours.with(null, Duration.ofMinutes(5)).written()).isEqualTo("the shop's own zone");
    }

    @Test
    void aCommentOfAnotherKindIsOnlyText() {
        ZoneComment comment = ZoneComment.read("see portolan in the wiki");
        assertThat(comment.mark()).isEmpty();
        assertThat(comment.ttl()).isEqualTo(Optional.empty());
        assertThat(comment.written()).isEqualTo("see portolan in the wiki");
    }
}
