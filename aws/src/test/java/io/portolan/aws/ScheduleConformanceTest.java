package io.portolan.aws;

import io.portolan.testkit.conformance.ScheduleConformance;
import io.portolan.testkit.conformance.Subject;
import org.junit.jupiter.api.AfterAll;

/** Seeded schedules of faults over every kind. */
class ScheduleConformanceTest extends ScheduleConformance {
    @AfterAll
    static void sayWhatWasChecked() {
        System.out.println(RequestCheck.summary());
    }

    @Override
    protected Subject subject() {
        return new MotoSubject();
    }
}
