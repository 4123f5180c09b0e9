package io.portolan.testkit.conformance;

import io.portolan.testkit.memory.Temper;
import org.junit.jupiter.api.Nested;

/** The kit on a memory cloud, every kind of it; a temper's own class adds the schedules, so that the line that repeats one names it. */
abstract class MemoryConformance {
    private final Temper temper;

    MemoryConformance(Temper temper) {
        this.temper = temper;
    }

    final Subject memory() {
        return new MemorySubject(temper);
    }

    @Nested
    class DnsZones extends DnsZoneConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }

    @Nested
    class RecordSets extends RecordSetConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }

    @Nested
    class Networks extends NetworkConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }

    @Nested
    class Firewalls extends FirewallConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }

    @Nested
    class Links extends LinkConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }

    @Nested
    class Addresses extends AddressConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }

    @Nested
    class LoadBalancers extends LoadBalancerConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }

    @Nested
    class Volumes extends VolumeConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }

    @Nested
    class Snapshots extends SnapshotConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }

    @Nested
    class Attachments extends AttachmentConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }

    @Nested
    class Factory extends ProviderFactoryConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }
}
