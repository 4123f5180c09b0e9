package io.portolan.aws.dns;

import io.portolan.aws.MotoSubject;
import io.portolan.aws.RequestCheck;
import io.portolan.testkit.conformance.DnsZoneConformance;
import io.portolan.testkit.conformance.RecordSetConformance;
import io.portolan.testkit.conformance.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The conformance kit on Route 53, as moto plays it. */
@Execution(ExecutionMode.CONCURRENT)
class DnsConformanceTest {
    @AfterAll
    static void sayWhatWasChecked() {
        System.out.println(RequestCheck.summary());
    }

    @Nested
    class DnsZones extends DnsZoneConformance {
        @Override
        protected Subject subject() {
            return MotoSubject.apart();
        }
    }

    @Nested
    class RecordSets extends RecordSetConformance {
        @Override
        protected Subject subject() {
            return MotoSubject.apart();
        }
    }
}
