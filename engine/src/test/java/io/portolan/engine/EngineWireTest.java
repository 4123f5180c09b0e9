package io.portolan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.Code;
import io.portolan.PortolanException;
import io.portolan.model.Key;
import io.portolan.model.Secret;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Timekeeper;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EngineWireTest {
    private final EngineWire wire = new EngineWire(
            Timekeeper.system(), UnaryOperator.identity(), List.of(Secret.of("planted-in-the-settings")));

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
}
