package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portolan.Code;
import io.portolan.PortolanException;
import io.portolan.engine.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The rules of state stores: one writer at a time, epochs that rise, lines that stay. */
public abstract class StateStoreConformance {
    private static final String OWNER = "kit/prod";

    /** By the author's subclass. */
    protected StateStoreConformance() {}

    /** A store over the data of this test, as another process would open it; the same one each time where a store lives in one process. */
    protected abstract StateStore store();

    /**
     * Frees the lock of a session whose process hangs and can't close it, as a lease that runs out does.
     *
     * @return false where no lock can be freed but by its process
     */
    protected boolean takeOver(String owner) {
        return false;
    }

    /**
     * Leaves half a line at the end of an owner's lines, as a kill within a write does.
     *
     * @return false where that can't happen
     */
    protected boolean tear(String owner) {
        return false;
    }

    private static List<String> lines(int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add("{\"line\": " + i + ", \"text\": \"ünïcode\"}");
        }
        return lines;
    }

    private static void fails(Code code, ThrowingCallable call) {
        assertThatExceptionOfType(PortolanException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    @Law(10)
    final void whatIsAppendedIsReadBackInOrder() {
        try (StateStore.Session session = store().open(OWNER)) {
            session.append(lines(2), true);
            session.append(List.of("third"), false);
            assertThat(session.lines()).containsExactly(lines(2).get(0), lines(2).get(1), "third");
            assertThat(store().read(OWNER)).as("by a reader without the lock").isEqualTo(session.lines());
        }
        assertThat(store().read(OWNER)).hasSize(3);
        try (StateStore.Session next = store().open(OWNER)) {
            assertThat(next.lines()).as("by the next session").hasSize(3);
        }
    }

    @Test
    @Law(10)
    final void anUnknownOwnerHasNoLinesAndIsNotListed() {
        assertThat(store().read("nobody")).isEmpty();
        assertThat(store().owners()).isEmpty();
    }

    @Test
    @Law(10)
    final void ownersAreListedInOrderAndKeepTheirLinesApart() {
        for (String owner : List.of("shop/prod", "a.b", "shop")) {
            try (StateStore.Session session = store().open(owner)) {
                session.append(List.of("of " + owner), true);
            }
        }
        assertThat(store().owners()).containsExactly("a.b", "shop", "shop/prod");
        assertThat(store().read("shop")).containsExactly("of shop");
    }

    @Test
    @Law(20)
    final void oneSessionOfAnOwnerIsOpenAtATime() {
        try (StateStore.Session session = store().open(OWNER)) {
            fails(Code.CONFLICT, () -> store().open(OWNER));
            assertThat(session.isCurrent()).isTrue();
            try (StateStore.Session other = store().open("other")) {
                other.append(List.of("beside"), true);
            }
            session.append(List.of("still"), true);
        }
        try (StateStore.Session next = store().open(OWNER)) {
            assertThat(next.lines()).containsExactly("still");
        }
    }

    @Test
    @Law(20)
    final void everySessionHasAHigherEpochThanAllBefore() {
        long before = 0;
        for (int i = 0; i < 4; i++) {
            try (StateStore.Session session = store().open(OWNER)) {
                assertThat(session.epoch()).isGreaterThan(before);
                before = session.epoch();
            }
        }
    }

    @Test
    @Law(20)
    final void aSessionThatWasTakenOverWritesNothingAnyMore() {
        StateStore.Session old = store().open(OWNER);
        old.append(List.of("mine"), true);
        if (!takeOver(OWNER)) {
            old.close();
            throw new TestAbortedException("no lock of this store can be taken over");
        }
        assertThat(old.isCurrent()).as("the old session is current").isFalse();
        fails(Code.FENCED, () -> old.append(List.of("late"), true));
        fails(Code.FENCED, () -> old.replace(List.of("late")));
        assertThat(store().read(OWNER)).containsExactly("mine");
        old.close();
    }

    @Test
    @Law(10)
    final void replacingLeavesOnlyTheNewLines() {
        try (StateStore.Session session = store().open(OWNER)) {
            session.append(lines(50), true);
            session.replace(List.of("one", "two"));
            session.append(List.of("three"), true);
            assertThat(session.lines()).containsExactly("one", "two", "three");
        }
        assertThat(store().read(OWNER)).containsExactly("one", "two", "three");
    }

    @Test
    @Law(10)
    final void halfALineIsNoLine() {
        try (StateStore.Session session = store().open(OWNER)) {
            session.append(List.of("whole"), true);
        }
        if (!tear(OWNER)) {
            throw new TestAbortedException("lines of this store are never torn");
        }
        assertThat(store().read(OWNER)).containsExactly("whole");
        try (StateStore.Session next = store().open(OWNER)) {
            assertThat(next.lines()).containsExactly("whole");
            next.append(List.of("behind"), true);
            assertThat(next.lines()).containsExactly("whole", "behind");
        }
    }

    @Test
    @Law(10)
    final void readersSeeWholeLinesWhileASessionWrites() {
        List<String> all = lines(300);
        try (StateStore.Session session = store().open(OWNER)) {
            CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> readAlong(all));
            for (int i = 0; i < all.size(); i += 3) {
                session.append(all.subList(i, i + 3), false);
            }
            assertThat(reader.join()).as("how often it was read").isPositive();
        }
    }

    private int readAlong(List<String> all) {
        int reads = 0;
        List<String> seen = List.of();
        while (seen.size() < all.size() && reads < 100_000) {
            seen = store().read(OWNER);
            assertThat(seen).isEqualTo(all.subList(0, seen.size()));
            reads++;
        }
        return reads;
    }

    @Test
    @Law(23)
    final void theDigestKeyIsMadeOnceAndShownToNobody() {
        assertThat(store().digestKey()).isEqualTo(store().digestKey());
        assertThat(store().digestKey().reveal()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(store().digestKey().toString()).isEqualTo("***");
    }
}
