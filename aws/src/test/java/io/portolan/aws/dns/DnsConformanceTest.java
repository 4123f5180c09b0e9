package io.portolan.aws.dns;

import io.portolan.aws.MotoSubject;
import io.portolan.aws.RequestCheck;
import io.portolan.testkit.conformance.DnsZoneConformance;
import io.portolan.testkit.conformance.RecordSetConformance;
import io.portolan.testkit.conformance.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/** The conformance kit on Route 53, as moto plays it. */
class DnsConformanceTest {
    @AfterAll
    static void sayWhatWasChecked() {
        System.out.println(RequestCheck.summary());
    }

    @Nested
    class DnsZones extends DnsZoneConformance {
        @Override
        protected Subject subject() {
            return new MotoSubject();
        }
    }

    @Nested
    class RecordSets extends RecordSetConformance {
        @Override
        protected Subject subject() {
            return new MotoSubject();
        }
    }
}
