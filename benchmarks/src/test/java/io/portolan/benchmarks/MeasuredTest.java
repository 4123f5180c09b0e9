package io.portolan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MeasuredTest {
    @Test
    void workIsDoneAsOftenAsIsSaid() {
        AtomicInteger rounds = new AtomicInteger();
        Measured measured = Measured.rounds(7, rounds::incrementAndGet);
        assertThat(rounds).hasValue(7);
        assertThat(measured.best()).isPositive().isLessThanOrEqualTo(measured.median());
        assertThat(measured.median()).isLessThanOrEqualTo(measured.worst());
    }

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Measured.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Measured.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3.0);
    }

    @Test
    void theExponentIsThatOfThePower() {
        assertThat(Slope.of(Map.of(1_000, 2.0, 10_000, 20.0, 100_000, 200.0))).isCloseTo(1.0, within(1e-9));
        assertThat(Slope.of(Map.of(1_000, 1.0, 10_000, 100.0, 100_000, 10_000.0)))
                .isCloseTo(2.0, within(1e-9));
    }
}
