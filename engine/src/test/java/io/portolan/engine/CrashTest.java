package io.portolan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Outcome;
import io.portolan.Stack;
import io.portolan.engine.state.MemoryStateStore;
import io.portolan.engine.state.StateStore;
import io.portolan.model.DataSize;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Wire;
import io.portolan.volume.Volume;
import org.junit.jupiter.api.Test;

/** A run that dies between any two moments is gone on with by the next one. */
class CrashTest {
    /** Ends a run the way a kill does: nothing behind it happens. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final ShelfProvider shelf = new ShelfProvider();
    private final MemoryStateStore state = (MemoryStateStore) StateStore.memory();

    private static Stack stack(int first, int last, int mebibytes) {
        Stack stack = Stack.named("shop");
        for (int i = first; i <= last; i++) {
            stack.add("v" + i, Volume.of(DataSize.ofMebibytes(mebibytes)).build());
        }
        return stack;
    }

    /** Kills at the boundary of this number: even before a send, odd after the effect. Says whether there was one. */
    private boolean killedAt(int boundary, Stack stack) {
        int[] count = {0};
        try (Portolan portolan = portolan(inner -> new Wire() {
            @Override
            public <R> R call(NativeCall call, Exchange<R> exchange) {
                if (call.isWrite() && count[0]++ == boundary) {
                    throw new Killed();
                }
                R answer = inner.call(call, exchange);
                if (call.isWrite() && count[0]++ == boundary) {
                    throw new Killed();
                }
                return answer;
            }
        })) {
            portolan.apply(portolan.plan(
                    stack, PlanOptions.standard().allowDelete(stack.resources().size())));
            return false;
        } catch (Killed e) {
            state.breakLock("shop");
            return true;
        }
    }

    private Portolan portolan(java.util.function.UnaryOperator<Wire> wire) {
        return Portolan.builder()
                .provider("shelf", shelf, c -> c)
                .state(state)
                .parallelism(1)
                .wire(wire)
                .build();
    }

    @Test
    void everyKillIsGoneOnWithByTheNextRun() {
        int kills = 0;
        for (int boundary = 0; boundary < 40; boundary++) {
            boolean grow = boundary % 2 == 0;
            Stack wanted = stack(boundary % 3, boundary % 3 + 3, grow ? 5 : 6);
            kills += killedAt(boundary % 12, wanted) ? 1 : 0;
            try (Portolan portolan = portolan(w -> w)) {
                Outcome outcome = portolan.apply(portolan.plan(wanted));
                assertThat(outcome.status()).isEqualTo(Outcome.Status.DONE);
                assertThat(portolan.plan(wanted).isEmpty()).isTrue();
                assertThat(shelf.shelf).hasSize(4);
            }
        }
        assertThat(kills).isGreaterThan(25);
    }
}
