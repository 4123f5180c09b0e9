package io.portolan.testkit.conformance;

import io.portolan.testkit.memory.Temper;
import org.junit.jupiter.api.Nested;

/** The memory provider's temper {@link Temper#DOCUMENTS} passes the kit. */
class DocumentsTest {
    private static Subject memory() {
        return new MemorySubject(Temper.DOCUMENTS);
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
    class Addresses extends AddressConformance {
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
    class Schedules extends ScheduleConformance {
        @Override
        protected Subject subject() {
            return MemorySubject.without(Temper.DOCUMENTS, "LoadBalancer");
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
