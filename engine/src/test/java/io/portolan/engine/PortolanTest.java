package io.portolan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.PlannedChange;
import io.portolan.PortolanException;
import io.portolan.Refusal;
import io.portolan.Stack;
import io.portolan.engine.state.StateStore;
import io.portolan.model.DataSize;
import io.portolan.model.Key;
import io.portolan.model.Lifecycle;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Wire;
import io.portolan.volume.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PortolanTest {
    private final ShelfProvider shelf = new ShelfProvider();
    private final StateStore state = StateStore.memory();

    private Portolan portolan() {
        return portolan(UnaryOperator.identity());
    }

    private Portolan portolan(UnaryOperator<Wire> wire) {
        return Portolan.builder()
                .provider("shelf", shelf, c -> c)
                .state(state)
                .parallelism(1)
                .wire(wire)
                .build();
    }

    private static Stack stack(int volumes, int mebibytes) {
        Stack stack = Stack.named("shop");
        for (int i = 0; i < volumes; i++) {
            stack.add("v" + i, Volume.of(DataSize.ofMebibytes(mebibytes)).build());
        }
        return stack;
    }

    @Test
    void whatIsPlannedIsMadeAndThenThereIsNothingLeftToDo() {
        try (Portolan portolan = portolan()) {
            Plan plan = portolan.plan(stack(3, 5));
            assertThat(plan.writes()).isEqualTo(3);
            assertThat(shelf.calls).containsOnly("shelf.list");
            Outcome outcome = portolan.apply(plan);
            assertThat(outcome.status()).isEqualTo(Outcome.Status.DONE);
            assertThat(outcome.writes()).isEqualTo(3);
            assertThat(outcome.states().values()).containsOnly(Outcome.State.AS_WANTED);
            assertThat(shelf.shelf).hasSize(3);
            assertThat(portolan.plan(stack(3, 5)).isEmpty()).isTrue();
        }
    }

    @Test
    void theDigestDoesNotDependOnTheOrderOfTheStack() {
        Stack other = Stack.named("shop");
        other.add("v1", Volume.of(DataSize.ofMebibytes(5)).build());
        other.add("v0", Volume.of(DataSize.ofMebibytes(5)).build());
        try (Portolan portolan = portolan()) {
            assertThat(portolan.plan(other).digest())
                    .isEqualTo(portolan.plan(stack(2, 5)).digest());
        }
    }

    @Test
    void anApplyIsRefusedWhenThePlanHasMoved() {
        try (Portolan portolan = portolan()) {
            portolan.apply(portolan.plan(stack(2, 5)));
            Plan plan = portolan.plan(stack(2, 6));
            shelf.shelf.remove("t1");
            Outcome outcome = portolan.apply(plan);
            assertThat(outcome.status()).isEqualTo(Outcome.Status.REFUSED);
            assertThat(outcome.refusals()).extracting(Refusal::why).containsExactly(Refusal.Why.MOVED);
            assertThat(outcome.writes()).isZero();
        }
    }

    @Test
    void aCallOfAKilledRunThatLandsAfterTheNextPlanIsNoMove() {
        AtomicInteger sent = new AtomicInteger();
        List<Runnable> inFlight = new ArrayList<>();
        UnaryOperator<Wire> dying = inner -> new Wire() {
            @Override
            public <R> R call(NativeCall call, Exchange<R> exchange) {
                if (call.isWrite() && sent.getAndIncrement() == 1) {
                    inFlight.add(() -> inner.call(call, exchange));
                    throw new Dead();
                }
                return inner.call(call, exchange);
            }
        };
        try (Portolan killed = portolan(dying);
                Portolan portolan = portolan()) {
            Plan first = killed.plan(stack(3, 5));
            assertThatThrownBy(() -> killed.apply(first)).isInstanceOf(Dead.class);
            Plan second = portolan.plan(stack(3, 5));
            assertThat(second.writes()).isEqualTo(2);
            inFlight.forEach(Runnable::run);
            assertThat(shelf.shelf).hasSize(2);
            assertThat(portolan.apply(second).status()).isEqualTo(Outcome.Status.DONE);
            assertThat(shelf.shelf).hasSize(3);
            assertThat(portolan.plan(stack(3, 5)).isEmpty()).isTrue();
        }
    }

    private static final class Dead extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aLostAnswerIsAskedForAgainWithTheSameToken() {
        AtomicInteger lost = new AtomicInteger();
        UnaryOperator<Wire> lossy = inner -> new Wire() {
            @Override
            public <R> R call(NativeCall call, Exchange<R> exchange) {
                R answer = inner.call(call, exchange);
                if (call.isWrite() && lost.getAndIncrement() == 0) {
                    throw new PortolanException(
                            io.portolan.Failure.of(io.portolan.Code.UNAVAILABLE, "the answer was lost"));
                }
                return answer;
            }
        };
        try (Portolan portolan = portolan(lossy)) {
            Outcome outcome = portolan.apply(portolan.plan(stack(1, 5)));
            assertThat(outcome.status()).isEqualTo(Outcome.Status.DONE);
            assertThat(shelf.shelf).hasSize(1);
        }
    }

    @Test
    void aProtectedResourceIsNeverDeletedUnasked() {
        try (Portolan portolan = portolan()) {
            Stack stack = Stack.named("shop");
            stack.add("data", Volume.of(DataSize.ofMebibytes(5)).build(), Lifecycle.STANDARD.protect());
            portolan.apply(portolan.plan(stack));
            Plan plan = portolan.plan(Stack.named("shop"));
            assertThat(plan.refusals()).extracting(Refusal::why).containsExactly(Refusal.Why.PROTECTED);
            assertThat(portolan.apply(plan).writes()).isZero();
            Plan unprotected = portolan.plan(
                    Stack.named("shop"), PlanOptions.standard().unprotect(java.util.Set.of(Key.parse("Volume/data"))));
            assertThat(portolan.apply(unprotected).status()).isEqualTo(Outcome.Status.DONE);
            assertThat(shelf.shelf).isEmpty();
        }
    }

    @Test
    void aRetainedResourceStaysWhenTheStackNoLongerNamesIt() {
        try (Portolan portolan = portolan()) {
            Stack stack = Stack.named("shop");
            stack.add(
                    "data",
                    Volume.of(DataSize.ofMebibytes(5)).build(),
                    Lifecycle.STANDARD.deletionPolicy(Lifecycle.DeletionPolicy.RETAIN));
            portolan.apply(portolan.plan(stack));
            Plan plan = portolan.plan(Stack.named("shop"));
            assertThat(plan.isEmpty()).isTrue();
            assertThat(plan.changes()).extracting(PlannedChange::action).containsExactly(PlannedChange.Action.KEEP);
        }
    }

    @Test
    void tooManyDeletesAreRefusedUnlessTheirNumberIsSaid() {
        try (Portolan portolan = portolan()) {
            portolan.apply(portolan.plan(stack(20, 5)));
            Plan plan = portolan.plan(stack(5, 5));
            assertThat(plan.refusals()).extracting(Refusal::why).containsExactly(Refusal.Why.GUARD);
            Plan said = portolan.plan(stack(5, 5), PlanOptions.standard().allowDelete(15));
            assertThat(said.refusals()).isEmpty();
            assertThat(portolan.apply(said).status()).isEqualTo(Outcome.Status.DONE);
            assertThat(shelf.shelf).hasSize(5);
        }
    }

    @Test
    void aSpecThatTheProviderCannotHoldIsRefusedBeforeTheFirstCall() {
        try (Portolan portolan = portolan()) {
            Stack stack = stack(1, 5);
            stack.add("big", Volume.of(DataSize.ofGibibytes(11)).zone("a").build());
            Plan plan = portolan.plan(stack);
            assertThat(plan.refusals()).hasSize(2).allMatch(r -> r.why() == Refusal.Why.UNSUPPORTED);
            assertThat(shelf.calls).isEmpty();
        }
    }

    @Test
    void everyMistakeOfAStackIsSaidAtOnce() {
        Stack stack = Stack.named("shop");
        stack.add("a", Volume.of(DataSize.ofBytes(0)).build());
        stack.add("b", Volume.of(DataSize.ofBytes(0)).build());
        try (Portolan portolan = portolan()) {
            assertThatThrownBy(() -> portolan.plan(stack))
                    .isInstanceOf(PortolanException.class)
                    .hasMessageContaining("Volume/a")
                    .hasMessageContaining("Volume/b");
        }
    }

    @Test
    void aSecondEngineIsLockedOutWhileOneWorks() {
        try (Portolan portolan = portolan();
                StateStore.Session session = state.open("shop")) {
            Outcome outcome = portolan.apply(portolan.plan(stack(1, 5)));
            assertThat(session.isCurrent()).isTrue();
            assertThat(outcome.status()).isEqualTo(Outcome.Status.NOT_NOW);
            assertThat(outcome.refusals()).extracting(Refusal::why).containsExactly(Refusal.Why.LOCKED);
            assertThat(outcome.writes()).isZero();
        }
    }
}
