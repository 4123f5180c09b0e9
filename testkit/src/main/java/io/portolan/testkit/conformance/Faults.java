package io.portolan.testkit.conformance;

import io.portolan.testkit.fault.Fault;
import java.util.EnumSet;
import java.util.Set;

/** Which faults can happen to a subject. */
final class Faults {
    private Faults() {}

    /** All; no stale reads where lists never lag. */
    static Fault[] of(Subject subject) {
        Set<Fault> faults = EnumSet.allOf(Fault.class);
        if (subject.lag().isZero()) {
            faults.remove(Fault.STALE_READ);
        }
        return faults.toArray(Fault[]::new);
    }
}
