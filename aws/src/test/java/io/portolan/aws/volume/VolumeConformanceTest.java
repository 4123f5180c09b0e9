package io.portolan.aws.volume;

import io.portolan.aws.MotoSubject;
import io.portolan.aws.RequestCheck;
import io.portolan.testkit.conformance.AttachmentConformance;
import io.portolan.testkit.conformance.SnapshotConformance;
import io.portolan.testkit.conformance.Subject;
import io.portolan.testkit.conformance.VolumeConformance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The conformance kit on EBS, as moto plays it. */
@Execution(ExecutionMode.CONCURRENT)
class VolumeConformanceTest {
    @AfterAll
    static void sayWhatWasChecked() {
        System.out.println(RequestCheck.summary());
    }

    @Nested
    class Volumes extends VolumeConformance {
        @Override
        protected Subject subject() {
            return MotoSubject.apart();
        }
    }

    @Nested
    class Snapshots extends SnapshotConformance {
        @Override
        protected Subject subject() {
            return MotoSubject.apart();
        }
    }

    @Nested
    class Attachments extends AttachmentConformance {
        @Override
        protected Subject subject() {
            return MotoSubject.apart();
        }
    }
}
