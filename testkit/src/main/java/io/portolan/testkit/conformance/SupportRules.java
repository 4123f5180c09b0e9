package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Level;
import io.portolan.Plan;
import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.Support;
import io.portolan.engine.PlanOptions;
import io.portolan.model.Feature;
import io.portolan.model.Key;
import io.portolan.model.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What is declared works, what is not declared is refused.
 *
 * @param <S> the spec
 */
interface SupportRules<S extends Spec> extends Rules<S> {

    @Test
    @Law(21)
    default void everyFeatureIsHeldAsItIsDeclared() {
        Map<Feature, String> failures = new TreeMap<>();
        for (Sample<S> sample : cases().samples()) {
            Support.Entry entry = bench().declared().entry(sample.feature());
            try (Bench bench = anotherBench()) {
                Optional<String> why = notShown(sample);
                if (why.isPresent()) {
                    SupportMatrix.notShown(bench().subject(), sample.feature(), entry, why.get());
                } else {
                    show(bench, sample, entry.level());
                    SupportMatrix.shown(bench().subject(), sample.feature(), entry);
                }
            } catch (AssertionError e) {
                String message = String.valueOf(e.getMessage()).strip();
                failures.put(sample.feature(), message);
                SupportMatrix.failed(bench().subject(), sample.feature(), entry, message);
            }
        }
        bench().declared()
                .support()
                .forEach((kind, support) -> support.entries().forEach((feature, entry) -> {
                    if (kind.equals(cases().kind().name())) {
                        SupportMatrix.listed(bench().subject(), feature, entry);
                    }
                }));
        SupportMatrix.write();
        assertThat(failures).as("features that are not held as declared").isEmpty();
    }

    /** Why the kit can't show a feature here: because its sample needs something else that is not held. */
    default Optional<String> notShown(Sample<S> sample) {
        if (bench().declared().level(sample.feature()) == Level.UNSUPPORTED) {
            boolean seen =
                    sample.spec().uses().stream().anyMatch(use -> use.feature().equals(sample.feature()));
            return seen ? Optional.empty() : Optional.of("no spec alone shows that it uses it");
        }
        Stack stack = operator().stack();
        bench().add(stack, cases().handle(0), sample.spec());
        return stack.resources().values().stream()
                .flatMap(r -> r.spec().uses().stream())
                .filter(use -> !use.feature().equals(sample.feature()))
                .filter(use -> !bench().declared().holds(use.feature()))
                .findFirst()
                .map(use -> "its sample needs " + use.feature() + ", which is "
                        + bench().declared().level(use.feature()));
    }

    /** Fails unless a feature is held, or refused, as declared. */
    default void show(Bench bench, Sample<S> sample, Level level) {
        Operator who = bench.operator();
        Stack stack = who.stack();
        Key key = bench.add(stack, cases().handle(0), sample.spec());
        switch (level) {
            case NATIVE, EMULATED -> {
                Plan plan = who.plan(stack);
                assertThat(plan.refusals()).as("refusals").isEmpty();
                done(who.apply(plan));
                nothingLeft(who, stack);
                assertThat(bench.differences(cases(), stack, key, sample.spec(), who))
                        .as("what was asked for and is not observed")
                        .isEmpty();
            }
            case DEGRADED -> {
                refusedBeforeTheFirstCall(who, stack, key, Refusal.Why.DEGRADED);
                PlanOptions accepted = PlanOptions.standard().acceptDegraded();
                done(who.apply(stack, accepted));
                Plan plan = who.plan(stack, accepted);
                assertThat(plan.isEmpty()).as(() -> Bench.describe(plan)).isTrue();
            }
            case UNSUPPORTED -> refusedBeforeTheFirstCall(who, stack, key, Refusal.Why.UNSUPPORTED);
        }
    }

    /** Fails unless this key is refused for this reason without a single call. */
    default void refusedBeforeTheFirstCall(Operator who, Stack stack, Key key, Refusal.Why why) {
        who.tap().clear();
        Plan plan = who.plan(stack);
        assertThat(plan.refusals())
                .as(() -> "refusals of " + Bench.describe(plan))
                .anySatisfy(refusal -> {
                    assertThat(refusal.key()).contains(key);
                    assertThat(refusal.why()).isEqualTo(why);
                    assertThat(refusal.help()).as("what to do").isNotEmpty();
                });
        who.apply(plan);
        assertThat(who.tap().entries()).as("native calls for what is refused").isEmpty();
    }

    @Test
    @Law(21)
    default void whatIsNotHeldIsRefusedBeforeTheFirstCallWithAllProblemsAtOnce() {
        Stack stack = operator().stack();
        List<Key> refused = new ArrayList<>();
        for (Sample<S> sample : cases().samples()) {
            if (bench().declared().level(sample.feature()) == Level.UNSUPPORTED
                    && sample.spec().uses().stream().anyMatch(u -> u.feature().equals(sample.feature()))) {
                Stack alone = operator().stack();
                Key key = bench().add(alone, cases().handle(0), sample.spec());
                if (stack.find(key).isEmpty()) {
                    refused.add(bench().add(stack, cases().handle(refused.size()), sample.spec()));
                }
            }
        }
        if (refused.isEmpty()) {
            throw skipped("refusals", "every feature of the kind is declared");
        }
        for (Key key : refused) {
            refusedBeforeTheFirstCall(operator(), stack, key, Refusal.Why.UNSUPPORTED);
        }
    }

    @Test
    @Law(21)
    default void rangesHoldAtTheirEndsAndNotBeyond() {
        int shown = 0;
        for (Sample<S> sample : cases().samples()) {
            Support.Entry entry = bench().declared().entry(sample.feature());
            boolean ranged = entry.min().isPresent() || entry.max().isPresent();
            if (!ranged || notShown(sample).isPresent()) {
                continue;
            }
            shown++;
            for (Comparable<?> end : Ends.of(entry)) {
                try (Bench bench = anotherBench()) {
                    show(bench, Sample.of(sample.feature(), sample.with(end).orElseThrow()), entry.level());
                }
            }
            for (Comparable<?> beyond : Ends.beyond(entry)) {
                S spec = sample.with(beyond).orElseThrow();
                if (spec.validate().isEmpty()) {
                    Stack stack = operator().stack();
                    Key key = bench().add(stack, cases().handle(0), spec);
                    refusedBeforeTheFirstCall(operator(), stack, key, Refusal.Why.UNSUPPORTED);
                }
            }
        }
        if (shown == 0) {
            throw skipped("ranges", "no feature of the kind is declared with a range");
        }
    }
}
