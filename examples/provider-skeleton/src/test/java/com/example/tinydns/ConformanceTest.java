package com.example.tinydns;

import io.portolan.testkit.conformance.DnsZoneConformance;
import io.portolan.testkit.conformance.ProviderFactoryConformance;
import io.portolan.testkit.conformance.RecordSetConformance;
import io.portolan.testkit.conformance.ScheduleConformance;
import io.portolan.testkit.conformance.Subject;
import org.junit.jupiter.api.Nested;

/** The provider passes the kit. */
class ConformanceTest {
    @Nested
    class Factory extends ProviderFactoryConformance {
        @Override
        protected Subject subject() {
            return new TinyDnsSubject();
        }
    }

    @Nested
    class Schedules extends ScheduleConformance {
        @Override
        protected Subject subject() {
            return new TinyDnsSubject();
        }
    }

    @Nested
    class Zones extends DnsZoneConformance {
        @Override
        protected Subject subject() {
            return new TinyDnsSubject();
        }
    }

    @Nested
    class RecordSets extends RecordSetConformance {
        @Override
        protected Subject subject() {
            return new TinyDnsSubject();
        }
    }
}
