package io.portolan.testkit.conformance;

import io.portolan.testkit.memory.Temper;
import org.junit.jupiter.api.Nested;

/** The memory provider's temper {@link Temper#TOKENS} passes the kit. */
class TokensTest extends MemoryConformance {
    TokensTest() {
        super(Temper.TOKENS);
    }

    @Nested
    class Schedules extends ScheduleConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }
}
