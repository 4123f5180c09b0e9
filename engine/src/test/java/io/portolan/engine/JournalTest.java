package io.portolan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.engine.state.StateStore;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Memory;
import io.portolan.spi.driver.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Key DATA = Key.parse("Volume/data");
    private static final NativeId ID = NativeId.of("volume", "vol-1");

    private final StateStore store = StateStore.memory();

    private Memory remembered(Instant now) {
        return Journal.read(store, "shop").memories(now, Duration.ofMinutes(1)).of("Volume");
    }

    @Test
    void whatWasMadeIsRememberedUntilItIsGone() {
        try (StateStore.Session session = store.open("shop")) {
            Journal.of(session).batch().intended(ID, DATA).made(ID, DATA, NOW).write(true);
            assertThat(remembered(NOW).made()).containsExactly(Map.entry(ID, DATA));
            assertThat(Journal.read(store, "shop")
                            .memories(NOW, Duration.ofMinutes(1))
                            .of("Network")
                            .made())
                    .isEmpty();
            Journal.of(session).batch().doomed(ID, DATA).gone(ID, NOW).write(true);
            Memory memory = remembered(NOW.plusSeconds(1));
            assertThat(memory.made()).isEmpty();
            assertThat(memory.doomed()).isEmpty();
            assertThat(memory.gone()).containsExactly(ID);
            assertThat(remembered(NOW.plusSeconds(61)).gone()).isEmpty();
        }
    }

    @Test
    void aTokenIsTheSameUntilItsIntentIsClosed() {
        try (StateStore.Session session = store.open("shop")) {
            Journal journal = Journal.of(session);
            Journal.Intent intent = new Journal.Intent("d1", "token", "volume.create", "[Volume/data]", NOW, false);
            journal.batch().intent(intent).write(true);
            assertThat(Journal.read(store, "shop").intent("d1")).contains(intent);
            journal.batch().closed("d1").write(false);
            assertThat(Journal.read(store, "shop").intent("d1")).isEmpty();
        }
    }

    @Test
    void aBegunPlanIsKnownByTheStartOfItsDigestUntilItEnds() {
        try (StateStore.Session session = store.open("shop")) {
            Journal journal = Journal.of(session);
            journal.begin("7f3a91c2ff", NOW, "ci", List.of(Map.of("call", "volume.create")));
            assertThat(journal.begunSteps("7f3a91c2")).isPresent();
            assertThat(journal.begunSteps("7f3a91c3")).isEmpty();
            journal.end("7f3a91c2ff", NOW);
            assertThat(journal.begunSteps("7f3a91c2")).isEmpty();
            assertThat(journal.begun())
                    .hasValueSatisfying(b -> assertThat(b.ended()).isTrue());
        }
    }

    @Test
    void aLongJournalIsReplacedByWhatItStillSays() {
        try (StateStore.Session session = store.open("shop")) {
            Journal journal = Journal.of(session);
            journal.batch()
                    .place(Place.of("zone", "z1"), "RecordSet")
                    .made(ID, DATA, NOW)
                    .linger(ID, NOW.plusSeconds(5))
                    .write(true);
            for (int i = 0; i < 800; i++) {
                NativeId passing = NativeId.of("volume", "p" + i % 3);
                journal.batch().made(passing, DATA, NOW).gone(passing, NOW).write(false);
            }
            int before = session.lines().size();
            Journal compacted = Journal.of(session);
            assertThat(session.lines().size()).isLessThan(before / 10);
            assertThat(compacted
                            .memories(NOW, Duration.ofMinutes(1))
                            .of("Volume")
                            .made())
                    .containsOnlyKeys(ID);
            assertThat(compacted
                            .memories(NOW, Duration.ofMinutes(1))
                            .of("RecordSet")
                            .places())
                    .containsExactly(Place.of("zone", "z1"));
            assertThat(compacted.lingersUntil(List.of(ID))).isEqualTo(NOW.plusSeconds(5));
        }
    }

    @Test
    void aLongRunThatHasEndedLeavesIdsOnly() {
        try (StateStore.Session session = store.open("shop")) {
            Journal journal = Journal.of(session);
            journal.begin("7f3a91c2ff", NOW, "ci", List.of(Map.of("call", "volume.create")));
            for (int i = 0; i < 500; i++) {
                String digest = "d" + i;
                NativeId id = NativeId.of("volume", "v" + i);
                journal.batch()
                        .intent(new Journal.Intent(digest, "token", "volume.create", "Volume/data", NOW, false))
                        .write(true);
                journal.batch().made(id, DATA, NOW).closed(digest).write(false);
            }
            assertThat(session.lines()).hasSizeGreaterThan(1_500);
            journal.end("7f3a91c2ff", NOW);
            assertThat(session.lines()).hasSize(502);
            assertThat(remembered(NOW).made()).hasSize(500);
        }
    }
}
