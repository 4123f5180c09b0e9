package io.portolan.testkit.conformance;

import io.portolan.model.Kind;
import io.portolan.model.Spec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/**
 * The rules that hold for every kind. A subclass says which kind; an author's subclass of that one says for which provider.
 *
 * @param <S> the spec
 */
public abstract class KindConformance<S extends Spec>
        implements LifecycleRules<S>,
                WireRules<S>,
                OwnershipRules<S>,
                RenameRules<S>,
                AdoptionRules<S>,
                GuardRules<S>,
                AbsenceRules<S>,
                SupportRules<S>,
                TroubleRules<S>,
                LeaderRules<S>,
                CrashRules<S>,
                StopRules<S> {
    private final List<Bench> benches = new ArrayList<>();
    private @Nullable Bench bench;

    KindConformance() {}

    /** A native side, empty and isolated from all others; closed by the kit. Called several times in a test. */
    protected abstract Subject subject();

    abstract Kind<S> kind();

    /** The bench of this test. */
    @Override
    public final Bench bench() {
        if (bench == null) {
            bench = anotherBench();
        }
        return bench;
    }

    @Override
    public final Bench anotherBench() {
        Bench one = new Bench(subject());
        benches.add(one);
        return one;
    }

    @Override
    public final KindCases<S> cases() {
        return bench().cases(kind());
    }

    @AfterEach
    final void closeBenches() {
        benches.forEach(Bench::close);
        benches.clear();
        bench = null;
    }
}
