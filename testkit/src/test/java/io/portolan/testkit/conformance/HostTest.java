package io.portolan.testkit.conformance;

import io.portolan.testkit.memory.Temper;
import org.junit.jupiter.api.Nested;

/** The memory provider's temper {@link Temper#HOST} passes the kit. */
class HostTest extends MemoryConformance {
    HostTest() {
        super(Temper.HOST);
    }

    @Nested
    class Schedules extends ScheduleConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }
}
