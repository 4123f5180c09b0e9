package io.portolan.baremetal.nameserver;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A zone as its owner holds it: the fields of its SOA record, its name servers and its record sets.
 *
 * <p>Names are absolute and end in a dot; their case does not matter. Nothing is parsed before {@link NameServer#replace}, which
 * names every problem. The SOA record is made from the fields here; a record set of type SOA is refused.
 */
public final class ZoneData {
    private static final long MAX_SERIAL = 0xFFFF_FFFFL;

    private final Builder fields;

    private ZoneData(Builder fields) {
        this.fields = fields;
    }

    /** A zone with serial 1, itself as primary name server, {@code hostmaster} as mailbox, no record set, and usual times. */
    public static Builder builder(String apex) {
        return new Builder(requireNonNull(apex, "apex"));
    }

    public Builder toBuilder() {
        return new Builder(fields);
    }

    public String apex() {
        return fields.apex;
    }

    /** The version of the content, 0 to 2^32 - 1, compared as RFC 1982 says. */
    public long serial() {
        return fields.serial;
    }

    /** The primary name server's name, the SOA's MNAME. */
    public String primary() {
        return fields.primary;
    }

    /** The responsible person's mailbox as a name, the SOA's RNAME. */
    public String mailbox() {
        return fields.mailbox;
    }

    public Duration refresh() {
        return fields.refresh;
    }

    public Duration retry() {
        return fields.retry;
    }

    public Duration expire() {
        return fields.expire;
    }

    /** How long a resolver remembers that a name or type is absent: the SOA's last field and its TTL in such answers (RFC 2308). */
    public Duration negativeTtl() {
        return fields.negativeTtl;
    }

    /** The TTL of the apex's SOA and of {@link #nameServers()}. */
    public Duration ttl() {
        return fields.ttl;
    }

    /** The apex's NS values unless {@link #recordSets()} has an NS set there; empty means the {@linkplain #primary() primary} alone. */
    public List<String> nameServers() {
        return fields.nameServers;
    }

    public List<RecordSetData> recordSets() {
        return fields.recordSets;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ZoneData that
                && serial() == that.serial()
                && apex().equals(that.apex())
                && fields.names().equals(that.fields.names())
                && fields.times().equals(that.fields.times())
                && recordSets().equals(that.recordSets());
    }

    @Override
    public int hashCode() {
        return Objects.hash(apex(), serial());
    }

    @Override
    public String toString() {
        return "ZoneData[" + apex() + ", serial " + serial() + ", "
                + recordSets().size() + " record sets]";
    }

    /** Builds a {@link ZoneData}; not safe for use by several threads. */
    public static final class Builder {
        private final String apex;
        private long serial = 1;
        private String primary;
        private String mailbox;
        private Duration refresh = Duration.ofHours(2);
        private Duration retry = Duration.ofMinutes(15);
        private Duration expire = Duration.ofDays(14);
        private Duration negativeTtl = Duration.ofMinutes(1);
        private Duration ttl = Duration.ofHours(1);
        private List<String> nameServers = List.of();
        private List<RecordSetData> recordSets = List.of();

        private Builder(String apex) {
            this.apex = apex;
            this.primary = apex;
            this.mailbox = "hostmaster." + (apex.equals(".") ? "" : apex);
        }

        private Builder(Builder that) {
            apex = that.apex;
            serial = that.serial;
            primary = that.primary;
            mailbox = that.mailbox;
            refresh = that.refresh;
            retry = that.retry;
            expire = that.expire;
            negativeTtl = that.negativeTtl;
            ttl = that.ttl;
            nameServers = that.nameServers;
            recordSets = that.recordSets;
        }

        public Builder serial(long value) {
            if (value < 0 || value > MAX_SERIAL) {
                throw new IllegalArgumentException("serial " + value + " of zone " + apex + " is not in 0 to 2^32 - 1");
            }
            serial = value;
            return this;
        }

        public Builder primary(String name) {
            primary = requireNonNull(name, "primary");
            return this;
        }

        public Builder mailbox(String name) {
            mailbox = requireNonNull(name, "mailbox");
            return this;
        }

        public Builder refresh(Duration value) {
            refresh = requireNonNull(value, "refresh");
            return this;
        }

        public Builder retry(Duration value) {
            retry = requireNonNull(value, "retry");
            return this;
        }

        public Builder expire(Duration value) {
            expire = requireNonNull(value, "expire");
            return this;
        }

        public Builder negativeTtl(Duration value) {
            negativeTtl = requireNonNull(value, "negativeTtl");
            return this;
        }

        public Builder ttl(Duration value) {
            ttl = requireNonNull(value, "ttl");
            return this;
        }

        public Builder nameServers(List<String> names) {
            nameServers = List.copyOf(names);
            return this;
        }

        public Builder recordSets(List<RecordSetData> sets) {
            recordSets = List.copyOf(sets);
            return this;
        }

        public ZoneData build() {
            return new ZoneData(new Builder(this));
        }

        private List<Object> names() {
            return List.of(primary, mailbox, nameServers);
        }

        private List<Duration> times() {
            return List.of(refresh, retry, expire, negativeTtl, ttl);
        }
    }
}
