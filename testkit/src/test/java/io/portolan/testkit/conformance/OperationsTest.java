package io.portolan.testkit.conformance;

import io.portolan.testkit.memory.Temper;
import org.junit.jupiter.api.Nested;

/** The memory provider's temper {@link Temper#OPERATIONS} passes the kit. */
class OperationsTest extends MemoryConformance {
    OperationsTest() {
        super(Temper.OPERATIONS);
    }

    @Nested
    class Schedules extends ScheduleConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }
}
