package io.portolan.spi.toolkit.dns;

import static java.util.Objects.requireNonNull;

import io.portolan.dns.DnsName;
import io.portolan.dns.RecordType;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.toolkit.Marks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of one name and type, with the mark that goes along: what is there, or is to be. Immutable; the order of values has no meaning. The text is
 * canonical, so that it can be an argument of a step.
 */
public final class RecordContent {
    private record State(
            DnsName name,
            RecordType type,
            Duration ttl,
            List<String> values,
            @Nullable Mark mark) {}

    private final State s;

    private RecordContent(State s) {
        this.s = s;
    }

    /** These records, without a mark; no values: there are none. */
    public static RecordContent of(DnsName name, RecordType type, Duration ttl, List<String> values) {
        return new RecordContent(new State(
                requireNonNull(name, "name"),
                requireNonNull(type, "type"),
                requireNonNull(ttl, "ttl"),
                values.stream().sorted().toList(),
                null));
    }

    /** The same in the words that most providers have: the absolute name with its dot or without, the type's mnemonic, seconds. */
    public static RecordContent of(String name, String type, long ttlSeconds, List<String> values) {
        return of(DnsName.parse(name), RecordType.of(type), Duration.ofSeconds(ttlSeconds), values);
    }

    /** The same with this mark. */
    public RecordContent mark(Mark mark) {
        return new RecordContent(new State(s.name, s.type, s.ttl, s.values, requireNonNull(mark, "mark")));
    }

    /** The same with the mark that {@link Marks#toText} wrote into this text; without one where there is none. */
    public RecordContent markedBy(String text) {
        return Marks.fromText(text).map(this::mark).orElseGet(this::unmarked);
    }

    /** The mark as a line of text; empty where there is none. */
    public String markText() {
        return mark().map(Marks::toText).orElse("");
    }

    /** The same without a mark. */
    public RecordContent unmarked() {
        return new RecordContent(new State(s.name, s.type, s.ttl, s.values, null));
    }

    /** What is left of it when it is deleted: no values, no mark. */
    public RecordContent deleted() {
        return of(s.name, s.type, s.ttl, List.of());
    }

    /** The absolute name. */
    public DnsName name() {
        return s.name;
    }

    /** The type. */
    public RecordType type() {
        return s.type;
    }

    /** The TTL. */
    public Duration ttl() {
        return s.ttl;
    }

    /** The values, sorted, in presentation form; empty: there are no such records. */
    public List<String> values() {
        return s.values;
    }

    /** The mark. */
    public Optional<Mark> mark() {
        return Optional.ofNullable(s.mark);
    }

    /** Whether there are no such records. */
    public boolean isEmpty() {
        return s.values.isEmpty();
    }

    /** Name and type, as {@code www.shop.example. A}. */
    public String label() {
        return s.name + " " + s.type;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof RecordContent other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    /** As {@code 300 [192.0.2.1, 192.0.2.2] portolan owner=...}; {@code deleted} where there are none. */
    @Override
    public String toString() {
        return isEmpty()
                ? "deleted"
                : s.ttl.toSeconds() + " " + s.values
                        + mark().map(m -> " " + Marks.toText(m)).orElse("");
    }
}
