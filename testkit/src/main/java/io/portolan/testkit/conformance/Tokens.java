package io.portolan.testkit.conformance;

import java.util.Arrays;
import java.util.List;

/** Texts compared by their words in no order: sets, maps and batches print in an order of their own. */
final class Tokens {
    private Tokens() {}

    /** The words, sorted. */
    static List<String> of(Object text) {
        return Arrays.stream(text.toString().split("[\\s,={}\\[\\]]+"))
                .filter(t -> !t.isEmpty())
                .sorted()
                .toList();
    }
}
