package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Plan;
import io.portolan.Stack;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.model.Kind;
import org.junit.jupiter.api.Test;

/** The rules of record sets. */
public abstract class RecordSetConformance extends KindConformance<RecordSet> {
    private static final int MANY_SETS = 1000;

    /** By the author's subclass. */
    protected RecordSetConformance() {}

    @Override
    final Kind<RecordSet> kind() {
        return RecordSet.KIND;
    }

    private Stack many(String firstTen) {
        Stack stack = operator().stack();
        for (int n = 0; n < MANY_SETS; n++) {
            String value = n < 10 ? firstTen : "192.0.2.1";
            bench().add(
                            stack,
                            cases().handle(n),
                            RecordSetCases.at(n)
                                    .type(RecordType.A)
                                    .values(value)
                                    .build());
        }
        return stack;
    }

    @Test
    @Law(2)
    final void aThousandRecordSetsAreReadByPagesAndTenChangesAreOneWrite() {
        Stack stack = many("192.0.2.1");
        done(operator(), stack);
        bench().rest();
        Plan plan = operator().plan(stack);
        assertThat(plan.isEmpty()).as(() -> Bench.describe(plan)).isTrue();
        int pages = (MANY_SETS - 1) / bench().subject().pageSize() + 1;
        assertThat(plan.reads())
                .as("reads of a thousand record sets: its pages, and one for the zone")
                .isLessThanOrEqualTo(pages + 1);
        Plan change = operator().plan(many("198.51.100.7"));
        int writes = bench().subject().batchesRecordSets() ? 1 : 10;
        assertThat(change.writes()).as("writes for ten changes").isEqualTo(writes);
        done(operator().apply(change));
        System.out.println(bench().subject().name() + ": " + MANY_SETS + " record sets, converged, plan with "
                + plan.reads() + " reads; 10 changed, " + writes + " writes");
    }

    @Test
    @Law(2)
    final void aNameThatChangesItsTypeIsOneAtomicChange() {
        Stack before = operator().stack();
        bench().add(
                        before,
                        "www",
                        RecordSetCases.at("www")
                                .type(RecordType.CNAME)
                                .values("target.kit.example.")
                                .build());
        done(operator(), before);
        bench().rest();
        Stack after = operator().stack();
        bench().add(
                        after,
                        "www",
                        RecordSetCases.at("www")
                                .type(RecordType.A)
                                .values("192.0.2.1")
                                .build());
        Plan plan = operator().plan(after);
        if (bench().subject().batchesRecordSets()) {
            assertThat(plan.writes()).as("writes: %s", Bench.describe(plan)).isEqualTo(1);
        }
        done(operator().apply(plan));
        nothingLeft(operator(), after);
    }
}
