package io.portolan.aws;

import io.portolan.testkit.conformance.ScheduleConformance;
import io.portolan.testkit.conformance.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Seeded schedules of faults over every kind. */
@Execution(ExecutionMode.CONCURRENT)
class ScheduleConformanceTest extends ScheduleConformance {
    @AfterAll
    static void sayWhatWasChecked() {
        System.out.println(RequestCheck.summary());
    }

    @Override
    protected Subject subject() {
        return MotoSubject.apart();
    }
}
