package io.portolan.testkit.conformance;

import io.portolan.dns.RecordSet;
import io.portolan.model.Kind;

/** The rules of record sets. */
public abstract class RecordSetConformance extends KindConformance<RecordSet> {
    /** By the author's subclass. */
    protected RecordSetConformance() {}

    @Override
    final Kind<RecordSet> kind() {
        return RecordSet.KIND;
    }
}
