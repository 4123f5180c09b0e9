package io.portolan.baremetal.cloud;

import static java.util.Objects.requireNonNull;

import io.portolan.baremetal.nameserver.TsigKey;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How a cloud is opened. */
public final class CloudOptions {
    /** Whether each address can be one of its own. */
    public enum Addresses {
        /** Each is one in 127.0.0.0/8 where this machine can listen there, as Linux does; else all share one. */
        AUTO,
        /** Each is one in 127.0.0.0/8. */
        OWN,
        /** All are 127.0.0.1, with ports of their own. */
        SHARED
    }

    /** What a call that was answered survives. */
    public enum Durability {
        /** The end of the process and the loss of power: every call is forced to disk. */
        POWER_LOSS,
        /** The end of the process, in whatever way; faster, for tests. */
        PROCESS_END
    }

    private static final int DEFAULT_DNS_OFFSET = 8000;
    private static final int DNS = 53;

    private final Builder fields;

    private CloudOptions(Builder fields) {
        this.fields = fields;
    }

    /** No port offset, addresses from all of 127.0.0.0/8, pages of 300. */
    public static CloudOptions defaults() {
        return builder().build();
    }

    /** Starts from {@link #defaults()}. */
    public static Builder builder() {
        return new Builder();
    }

    int portOffset() {
        return fields.portOffset == null ? 0 : fields.portOffset;
    }

    int dnsPort() {
        if (fields.dnsPort != null) {
            return fields.dnsPort;
        }
        return DNS + (fields.portOffset == null ? DEFAULT_DNS_OFFSET : fields.portOffset);
    }

    OptionalInt givenOffset() {
        return fields.portOffset == null ? OptionalInt.empty() : OptionalInt.of(fields.portOffset);
    }

    @Nullable
    String range() {
        return fields.range;
    }

    Addresses addresses() {
        return fields.addresses;
    }

    int firstPort() {
        return fields.firstPort;
    }

    int pageSize() {
        return fields.pageSize;
    }

    boolean forced() {
        return fields.durability == Durability.POWER_LOSS;
    }

    Hook hook() {
        return fields.hook;
    }

    List<TsigKey> updateKeys() {
        return fields.updateKeys;
    }

    /** Builds {@link CloudOptions}; not safe for use by several threads. */
    public static final class Builder {
        private @Nullable Integer portOffset;
        private @Nullable Integer dnsPort;
        private @Nullable String range;
        private Addresses addresses = Addresses.AUTO;
        private int firstPort = 20_000;
        private int pageSize = 300;
        private Durability durability = Durability.POWER_LOSS;
        private Hook hook = Hook.NONE;
        private List<TsigKey> updateKeys = List.of();

        private Builder() {}

        /** Added to every listener's port and to 53; where it is not set, listeners keep their ports and DNS is at 8053. */
        public Builder portOffset(int offset) {
            if (offset < 0 || offset > 65_000) {
                throw new IllegalArgumentException("a port offset is from 0 to 65000, not " + offset);
            }
            portOffset = offset;
            return this;
        }

        /** Where DNS is served instead of 53 plus the offset; 0 takes a port from the operating system. */
        public Builder dnsPort(int port) {
            dnsPort = port;
            return this;
        }

        /**
         * The part of 127.0.0.0/8 for this cloud, a /16 or larger, so that several can run on one machine. Kept with the cloud; another
         * one is refused once addresses are in use.
         */
        public Builder range(String cidr) {
            range = requireNonNull(cidr, "cidr");
            return this;
        }

        /** {@link Addresses#AUTO} unless set. Kept with the cloud, as the range is. */
        public Builder addresses(Addresses mode) {
            addresses = requireNonNull(mode, "mode");
            return this;
        }

        /** Where ports begin when all addresses share one; 20000 unless set. */
        public Builder firstPort(int port) {
            firstPort = port;
            return this;
        }

        /** Items of a list in one answer, unless the request says how many; 300 unless set. */
        public Builder pageSize(int items) {
            if (items < 1) {
                throw new IllegalArgumentException("a page has one item or more, not " + items);
            }
            pageSize = items;
            return this;
        }

        /** {@link Durability#POWER_LOSS} unless set. */
        public Builder durability(Durability value) {
            durability = requireNonNull(value, "value");
            return this;
        }

        /** Called at the points of every call. */
        public Builder hook(Hook value) {
            hook = requireNonNull(value, "hook");
            return this;
        }

        /** Who may update zones over DNS (RFC 2136); nobody unless set. */
        public Builder updateKeys(List<TsigKey> keys) {
            updateKeys = List.copyOf(keys);
            return this;
        }

        /** The options as set so far. */
        public CloudOptions build() {
            return new CloudOptions(copy());
        }

        private Builder copy() {
            var copy = new Builder();
            copy.portOffset = portOffset;
            copy.dnsPort = dnsPort;
            copy.range = range;
            copy.addresses = addresses;
            copy.firstPort = firstPort;
            copy.pageSize = pageSize;
            copy.durability = durability;
            copy.hook = hook;
            copy.updateKeys = updateKeys;
            return copy;
        }
    }
}
