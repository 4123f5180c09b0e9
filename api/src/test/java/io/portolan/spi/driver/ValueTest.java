package io.portolan.spi.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.network.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueTest {
    private static final Key MAIN = Key.of(Network.KIND, "main");

    @Test
    void aValueThatIsNotKnownIsGivenByItsSlot() {
        Value<NativeId> id = Value.later(MAIN, Network.ID);
        assertThat(id.now()).isEmpty();
        assertThat(id).hasToString("<Network/main id>");
        assertThat(id.map(NativeId::value).get(slot -> NativeId.of("vpc", "vpc-1")))
                .isEqualTo("vpc-1");
    }

    @Test
    void allAreKnownWhenEachIs() {
        Value<String> known = Value.of("a");
        Value<String> later = Value.later(MAIN, Network.ID).map(NativeId::value);
        assertThat(Value.all(List.of(known, known)).now()).contains(List.of("a", "a"));
        assertThat(Value.all(List.of(known, later)).now()).isEmpty();
        assertThat(Value.all(List.of(known, later)).slots()).containsExactly(Slot.of(MAIN, Network.ID));
    }

    @Test
    void sequencesAndSetsWithoutStepsAreNothing() {
        assertThat(Steps.sequence(Steps.none(), Steps.parallel()).isEmpty()).isTrue();
        Call<Boolean> wait = Step.await("it is so", MAIN)
                .until(
                        (run, answer, reads) -> Poll.Progress.done(),
                        java.time.Duration.ofSeconds(1),
                        Call.OnTimeout.FAIL);
        assertThat(Steps.sequence(Steps.none(), wait)).isSameAs(wait);
    }
}
