package io.portolan.testkit.conformance;

import io.portolan.testkit.memory.Temper;
import org.junit.jupiter.api.Nested;

/** The memory provider's temper {@link Temper#TOKENS} passes the kit. */
class TokensTest {
    private static Subject memory() {
        return new MemorySubject(Temper.TOKENS);
    }

    @Nested
    class DnsZones extends DnsZoneConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }

    @Nested
    class RecordSets extends RecordSetConformance {
        @Override
        protected Subject subject() {
            return memory();
        }
    }
}
