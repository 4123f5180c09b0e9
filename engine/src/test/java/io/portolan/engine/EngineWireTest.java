package io.portolan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.model.Key;
import io.portolan.model.Secret;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EngineWireTest {
    private final StoppedTime time = new StoppedTime();
    private final EngineWire wire = new EngineWire(
            time, UnaryOperator.identity(), List.of(Secret.of("planted-in-the-settings")), new Budgets(time));

    private static EngineWire.Permit permit(String call, boolean leased) {
        return new EngineWire.Permit(call, 1, Key.parse("Volume/data"), () -> leased);
    }

    private boolean write(String name) {
        return wire.call(NativeCall.write(name), () -> true);
    }

    private boolean twice(String name) {
        boolean first = write(name);
        return write(name) && first;
    }

    private static void refused(Code code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        PortolanException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void observingAndPlanningWriteNothing() {
        assertThat(wire.<Boolean>call(NativeCall.read("volume.list"), () -> true))
                .isTrue();
        refused(Code.INTERNAL, () -> write("volume.create"));
    }

    @Test
    void aStepIsOneWriteNamedAsPrinted() {
        assertThat(wire.within(permit("volume.create", true), () -> write("volume.create")))
                .isTrue();
        refused(Code.INTERNAL, () -> wire.within(permit("volume.create", true), () -> write("volume.delete")));
        refused(Code.INTERNAL, () -> wire.within(permit("volume.create", true), () -> twice("volume.create")));
    }

    @Test
    void aLostLeaseStopsEveryWrite() {
        refused(Code.FENCED, () -> wire.within(permit("volume.create", false), () -> write("volume.create")));
    }

    @Test
    void aNativeExceptionIsAFailureWithItsCall() {
        assertThatThrownBy(() -> wire.call(NativeCall.read("volume.list"), () -> {
                    throw new java.io.IOException("reset");
                }))
                .isInstanceOfSatisfying(
                        PortolanException.class,
                        e -> assertThat(e.failure().nativeCall()).contains("volume.list"))
                .hasRootCauseInstanceOf(java.io.IOException.class);
    }

    @Test
    void aSecretOfTheSettingsIsInNoFailure() {
        assertThatThrownBy(() -> wire.call(NativeCall.read("volume.list"), () -> {
                    throw new java.io.IOException("no such key: planted-in-the-settings");
                }))
                .isInstanceOfSatisfying(
                        PortolanException.class,
                        e -> assertThat(e.failure().message())
                                .contains("no such key: ***")
                                .doesNotContain("planted"));
    }

    /** A provider that throttles so many times, and when it was asked. */
    private final class Throttling implements Wire.Exchange<Boolean> {
        private final List<Instant> asked = new ArrayList<>();
        private final int times;

        Throttling(int times) {
            this.times = times;
        }

        @Override
        public Boolean send() {
            asked.add(time.now());
            if (asked.size() <= times) {
                throw new PortolanException(Failure.of(Code.THROTTLED, "slow down"));
            }
            return true;
        }
    }

    @Test
    void aThrottledReadIsRepeatedEverLater() {
        Throttling provider = new Throttling(3);
        assertThat(wire.call(NativeCall.read("volume.list"), provider)).isTrue();
        assertThat(provider.asked).hasSize(4);
        for (int i = 1; i < 4; i++) {
            assertThat(Duration.between(provider.asked.get(i - 1), provider.asked.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(100L << i));
        }
    }

    @Test
    void aReadThatIsThrottledForEverFails() {
        Throttling provider = new Throttling(Integer.MAX_VALUE);
        refused(Code.THROTTLED, () -> wire.call(NativeCall.read("volume.list"), provider));
        assertThat(provider.asked).hasSizeBetween(5, 20);
        assertThat(Duration.between(provider.asked.get(0), time.now())).isGreaterThan(Duration.ofSeconds(20));
    }

    @Test
    void aThrottledWriteIsLeftToItsStep() {
        Throttling provider = new Throttling(1);
        refused(
                Code.THROTTLED,
                () -> wire.within(
                        permit("volume.create", true), () -> wire.call(NativeCall.write("volume.create"), provider)));
        assertThat(provider.asked).hasSize(1);
    }

    @Test
    void providersAtOnePlaceShareABudget() {
        Budgets budgets = new Budgets(time);
        assertThat(budgets.of("here", "ec2"))
                .isSameAs(budgets.of("here", "ec2"))
                .isNotSameAs(budgets.of("here", "route53"))
                .isNotSameAs(budgets.of("there", "ec2"));
    }
}
