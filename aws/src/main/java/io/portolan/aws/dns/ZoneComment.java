package io.portolan.aws.dns;

import io.portolan.spi.driver.Mark;
import io.portolan.spi.toolkit.Marks;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The comment of a zone: what others wrote, then the mark, then the TTL of record sets that give none, which Route 53 has no field for. Up to 256
 * characters (API reference, {@code HostedZoneConfig}).
 *
 * <p>Input: {@code the shop portolan owner=shop key=DnsZone/main origin=CREATED hold=NONE ttl=60}. After: text {@code the shop}, a mark, one minute.
 */
record ZoneComment(String text, Optional<Mark> mark, Optional<Duration> ttl) {
    static final int MOST = 256;
    private static final String BEGINNING = "portolan owner=";
    private static final String TTL = " ttl=";

    static ZoneComment read(String comment) {
        int begin = comment.indexOf(BEGINNING);
        if (begin < 0) {
            return new ZoneComment(comment, Optional.empty(), Optional.empty());
        }
        String own = comment.substring(begin);
        int ttl = own.lastIndexOf(TTL);
        return new ZoneComment(
                comment.substring(0, begin).strip(),
                Marks.fromText(ttl < 0 ? own : own.substring(0, ttl)),
                ttl < 0 ? Optional.empty() : seconds(own.substring(ttl + TTL.length())));
    }

    private static Optional<Duration> seconds(String digits) {
        return digits.matches("\\d{1,10}") ? Optional.of(Duration.ofSeconds(Long.parseLong(digits))) : Optional.empty();
    }

    /** The same for a mark and a TTL; without a mark only the text is left. */
    ZoneComment with(@Nullable Mark newMark, Duration newTtl) {
        return new ZoneComment(
                text, Optional.ofNullable(newMark), newMark == null ? Optional.empty() : Optional.of(newTtl));
    }

    /** The comment as it is sent. */
    String written() {
        String own = mark.map(Marks::toText).orElse("")
                + ttl.map(value -> TTL + value.toSeconds()).orElse("");
        return (text + " " + own).strip();
    }
}
