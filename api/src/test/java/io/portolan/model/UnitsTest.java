package io.portolan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({"200ms, 200", "30s, 30000", "1h30m, 5400000", "90s, 90000", "1m1ms, 60001", "0s, 0"})
    void durationsAddUp(String text, long millis) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
        assertThat(Durations.parse(Durations.format(Durations.parse(text)))).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "1d", "-1s", "1.5s", "1s1h", "1 s", "99999999999s"})
    void aDurationWithoutAUnitIsRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"20Gi, 20Gi", "1024Mi, 1Gi", "1Ki, 1Ki", "0Gi, 0B", "1536Mi, 1536Mi"})
    void sizesAreWrittenInTheLargestWholeUnit(String text, String canonical) {
        assertThat(DataSize.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "20G", "20GB", "-1Gi", "1.5Gi", "Gi", "99999999999Pi"})
    void aSizeWithoutABinaryUnitIsRefused(String text) {
        assertThatThrownBy(() -> DataSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRateIsASizeEachSecond() {
        assertThat(DataRate.parse("250Mi/s").perSecond()).isEqualTo(DataSize.ofMebibytes(250));
        assertThatThrownBy(() -> DataRate.parse("250Mi")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFieldHasThreeStates() {
        assertThat(Field.<Integer>unset().resolve(Optional.of(120), 60)).isEqualTo(120);
        assertThat(Field.<Integer>unset().resolve(Optional.empty(), 60)).isEqualTo(60);
        assertThat(Field.<Integer>useDefault().resolve(Optional.of(120), 60)).isEqualTo(60);
        assertThat(Field.of(30).resolve(Optional.of(120), 60)).isEqualTo(30);
    }

    @Test
    void aSecretPrintsNothing() {
        assertThat(Secret.of("hunter2")).hasToString("***").isEqualTo(Secret.of("hunter2"));
        assertThat(Secret.of("hunter2").hashCode()).isEqualTo(Secret.of("other").hashCode());
    }

    @Test
    void portsAreOneOrARange() {
        assertThat(PortRange.parse("8080-8081").contains(8081)).isTrue();
        assertThat(PortRange.parse("80")).hasToString("80");
        assertThatThrownBy(() -> PortRange.parse("81-80")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PortRange.parse("70000")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyIsOneWord() {
        assertThat(Key.parse("RecordSet/shop/www/A").name()).isEqualTo("shop/www/A");
        assertThatThrownBy(() -> Key.parse("web")).hasMessageContaining("Kind/name");
        assertThatThrownBy(() -> Key.parse("/web")).isInstanceOf(IllegalArgumentException.class);
    }
}
