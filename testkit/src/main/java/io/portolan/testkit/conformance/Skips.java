package io.portolan.testkit.conformance;

import java.util.Map;
import java.util.TreeMap;
import org.opentest4j.TestAbortedException;

/** What could not be shown, said in one line each and counted: nothing is skipped in silence. */
final class Skips {
    private static final Map<String, Integer> COUNTS = new TreeMap<>();

    private Skips() {}

    /** Ends a rule that can't be shown here. */
    static TestAbortedException because(Subject subject, String rule, String why) {
        String line = subject.name() + ": " + rule + " is skipped: " + why;
        synchronized (COUNTS) {
            int before = COUNTS.merge(line, 1, Integer::sum);
            if (before == 1) {
                System.out.println(line);
            }
        }
        return new TestAbortedException(line);
    }

    /** How often each line was said. */
    static Map<String, Integer> counts() {
        synchronized (COUNTS) {
            return new TreeMap<>(COUNTS);
        }
    }
}
