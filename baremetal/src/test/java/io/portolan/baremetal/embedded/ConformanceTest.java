package io.portolan.baremetal.embedded;

import io.portolan.testkit.conformance.AddressConformance;
import io.portolan.testkit.conformance.AttachmentConformance;
import io.portolan.testkit.conformance.DnsZoneConformance;
import io.portolan.testkit.conformance.FirewallConformance;
import io.portolan.testkit.conformance.LoadBalancerConformance;
import io.portolan.testkit.conformance.NetworkConformance;
import io.portolan.testkit.conformance.ProviderFactoryConformance;
import io.portolan.testkit.conformance.RecordSetConformance;
import io.portolan.testkit.conformance.ScheduleConformance;
import io.portolan.testkit.conformance.SnapshotConformance;
import io.portolan.testkit.conformance.Subject;
import io.portolan.testkit.conformance.VolumeConformance;
import org.junit.jupiter.api.Nested;

/** The conformance kit on the embedded provider. */
class ConformanceTest {
    @Nested
    class Networks extends NetworkConformance {
        @Override
        protected Subject subject() {
            return new EmbeddedSubject();
        }
    }

    @Nested
    class Firewalls extends FirewallConformance {
        @Override
        protected Subject subject() {
            return new EmbeddedSubject();
        }
    }

    @Nested
    class Addresses extends AddressConformance {
        @Override
        protected Subject subject() {
            return new EmbeddedSubject();
        }
    }

    @Nested
    class LoadBalancers extends LoadBalancerConformance {
        @Override
        protected Subject subject() {
            return new EmbeddedSubject();
        }
    }

    @Nested
    class DnsZones extends DnsZoneConformance {
        @Override
        protected Subject subject() {
            return new EmbeddedSubject();
        }
    }

    @Nested
    class RecordSets extends RecordSetConformance {
        @Override
        protected Subject subject() {
            return new EmbeddedSubject();
        }
    }

    @Nested
    class Volumes extends VolumeConformance {
        @Override
        protected Subject subject() {
            return new EmbeddedSubject();
        }
    }

    @Nested
    class Snapshots extends SnapshotConformance {
        @Override
        protected Subject subject() {
            return new EmbeddedSubject();
        }
    }

    @Nested
    class Attachments extends AttachmentConformance {
        @Override
        protected Subject subject() {
            return new EmbeddedSubject();
        }
    }

    @Nested
    class Factory extends ProviderFactoryConformance {
        @Override
        protected Subject subject() {
            return new EmbeddedSubject();
        }
    }

    @Nested
    class Schedules extends ScheduleConformance {
        @Override
        protected Subject subject() {
            return new EmbeddedSubject();
        }
    }
}
