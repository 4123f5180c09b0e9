package io.portolan.testkit.conformance;

import io.portolan.testkit.memory.Temper;
import org.junit.jupiter.api.Nested;

/** The memory provider's temper {@link Temper#DOCUMENTS} passes the kit. */
class DocumentsTest extends MemoryConformance {
    DocumentsTest() {
        super(Temper.DOCUMENTS);
    }

    @Nested
    class Schedules extends ScheduleConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }
}
