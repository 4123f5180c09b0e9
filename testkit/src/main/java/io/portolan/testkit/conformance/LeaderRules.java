package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Code;
import io.portolan.Fencing;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedChange;
import io.portolan.PlannedStep;
import io.portolan.PortolanException;
import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.engine.PlanJson;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.state.MemoryStateStore;
import io.portolan.model.NativeId;
import io.portolan.model.Secret;
import io.portolan.model.Spec;
import io.portolan.spi.NativeCall;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Several who write: leaders that were replaced, writers who come late, and things that are there twice because of them. And what none of them tells.
 *
 * @param <S> the spec
 */
interface LeaderRules<S extends Spec> extends Rules<S> {

    @Test
    @Law(20)
    default void aLeaderThatWasReplacedWritesNothingAnyMore() {
        Stack stack = stackOfMany(operator(), 2);
        Operator next = bench().another(Bench.OWNER, operator().store());
        operator().tap().trouble(new Trouble() {
            private boolean replaced;

            @Override
            public Object after(NativeCall call, Object answer) {
                if (call.isWrite() && !replaced) {
                    replaced = true;
                    ((MemoryStateStore) bench().memory()).breakLock(Bench.OWNER);
                    next.store().open(Bench.OWNER).append(List.of(), true);
                }
                return answer;
            }
        });
        boolean fenced;
        try {
            Outcome outcome = operator().apply(stack);
            fenced = outcome.status() == Outcome.Status.FAILED;
        } catch (PortolanException e) {
            fenced = e.code() == Code.FENCED;
        }
        assertThat(operator().tap().writes())
                .as("writes of a leader that was replaced after the first")
                .hasSize(1);
        assertThat(fenced).as("it is told so").isTrue();
    }

    @Test
    @Law(20)
    default void aWriterWhoComesLateIsToldSo() {
        if (operator().portolan().provider(Operator.PROVIDER).fencing() != Fencing.CONDITIONAL) {
            throw skipped("a writer who comes late", "the provider has no conditional writes");
        }
        List<Alteration<S>> changes = cases().alterations().stream()
                .filter(a -> a.from().equals(cases().spec(0)))
                .toList();
        if (changes.size() < 2) {
            throw skipped("a writer who comes late", "no two changes of one resource can be made");
        }
        Alteration<S> change = changes.get(0);
        Stack meanwhile = stackOf(operator(), changes.get(1).to());
        Stack before = stackOf(operator(), change.from());
        done(operator(), before);
        bench().rest();
        Operator other = bench().another(Bench.OWNER);
        Plan plan = operator().plan(stackOf(operator(), change.to()));
        if (plan.change(keyIn(before)).action() != PlannedChange.Action.CHANGE) {
            throw skipped("a writer who comes late", "no change is made in place");
        }
        PlannedStep late = plan.steps().get(0);
        boolean same = operator().plan(meanwhile).steps().stream()
                .anyMatch(s -> s.call().equals(late.call()) && s.summary().equals(late.summary()));
        if (!same) {
            throw skipped(
                    "a writer who comes late", "the first two changes of one resource are not written to one thing");
        }
        operator().tap().clear();
        operator().tap().trouble(new Trouble() {
            private boolean first = true;

            @Override
            public void before(NativeCall call) {
                if (call.isWrite() && first) {
                    first = false;
                    done(other, meanwhile);
                    bench().rest();
                }
            }
        });
        operator().apply(plan);
        assertThat(operator().tap().writes().get(0).failure())
                .as("the answer to a write over what has changed since it was read")
                .isIn(Code.CONFLICT, Code.NOT_FOUND, Code.ALREADY_EXISTS);
    }

    @Test
    @Law(9)
    default void whatIsThereTwiceIsTidiedUpOrRefused() {
        if (bench().subject().lag().isZero() || bench().subject().census().isEmpty()) {
            throw skipped("what is there twice", "lists never lag, or there is no census");
        }
        Stack stack = stackOf(operator(), cases().spec(0));
        done(operator(), without(stack));
        bench().rest();
        Operator late = bench().another(Bench.OWNER);
        Trouble old = Replay.of(late, () -> late.plan(stack));
        done(operator(), stack);
        bench().rest();
        Map<NativeId, String> once = bench().census();
        late.tap().trouble(old);
        late.apply(stack);
        late.tap().trouble(Trouble.NONE);
        bench().rest();
        if (Counts.of(bench().census()).equals(Counts.of(once))) {
            throw skipped("what is there twice", "the provider does not let it happen");
        }
        Plan plan = operator().plan(stack);
        assertThat(plan.isEmpty())
                .as("a plan over what is there twice is empty")
                .isFalse();
        boolean refused = plan.refusals().stream().anyMatch(r -> r.why() == Refusal.Why.GUARD);
        if (!refused) {
            bench().converge(operator(), stack, 3);
            nothingLeft(operator(), stack);
            bench().rest();
            assertThat(Counts.of(bench().census())).as("native things").isEqualTo(Counts.of(once));
        }
    }

    @Test
    @Law(23)
    default void aSecretIsFoundNowhere() {
        Optional<S> spec = cases().secretive(Secret.of("not used"));
        if (spec.isEmpty()) {
            throw skipped("secrets", "the kind has none that the provider takes");
        }
        String planted = PemPair.of("kit.example").secretPart();
        Stack stack = stackOf(operator(), spec.get());
        Plan plan = operator().plan(stack);
        StringWriter json = new StringWriter();
        PlanJson.write(plan, json);
        operator().tap().trouble(new Trouble() {
            private boolean first = true;

            @Override
            public void before(NativeCall call) {
                if (call.isWrite() && first) {
                    first = false;
                    throw new PortolanException(io.portolan.Failure.of(Code.UNAVAILABLE, "it said " + planted));
                }
            }
        });
        Outcome outcome = done(operator().apply(plan));
        Map<String, String> places = Map.of(
                "the plan", plan.steps() + "" + plan.changes() + plan.notes(),
                "the plan as JSON", json.toString(),
                "the outcome", Bench.describe(outcome) + outcome.states(),
                "the journal", operator().journal().toString(),
                "the status",
                        operator().status(stack).views().values().stream()
                                .map(v -> v.spec().toString() + v.tree())
                                .toList()
                                .toString(),
                "the next plan",
                        operator()
                                .plan(stack, PlanOptions.standard().destroy())
                                .steps()
                                .toString());
        places.forEach(
                (place, text) -> assertThat(text).as("a secret in %s", place).doesNotContain(planted));
    }
}
