package io.portolan.engine.manifest;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong while manifests are read. */
final class Diagnostics {
    /** More than anybody reads; a file that is all mistakes must not fill the memory with their texts. */
    private static final int MOST = 10_000;

    private final List<Diagnostic> all = new ArrayList<>();

    void add(Diagnostic diagnostic) {
        if (all.size() < MOST) {
            all.add(diagnostic);
        } else if (all.size() == MOST) {
            all.add(Diagnostic.of(
                    "P008", diagnostic.location(), "there are more problems than the " + MOST + " that are listed"));
        }
    }

    List<Diagnostic> all() {
        return all;
    }
}
