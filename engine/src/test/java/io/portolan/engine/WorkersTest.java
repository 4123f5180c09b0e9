package io.portolan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.Code;
import io.portolan.PortolanException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final ExecutorService pool = Threads.pool(2);
    private final Workers two = new Workers(pool, 2);
    private final Workers none = new Workers(Runnable::run, 1);

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    @Test
    void slicesOfALongListStandInItsOrder() {
        List<Integer> numbers = IntStream.range(0, 10_001).boxed().toList();
        List<List<Integer>> slices = two.slices(numbers, List::copyOf);
        assertThat(slices).hasSize(Math.min(2, Runtime.getRuntime().availableProcessors()));
        assertThat(slices.stream().flatMap(List::stream)).containsExactlyElementsOf(numbers);
    }

    @Test
    void aShortListIsOneSlice() {
        assertThat(two.slices(List.of(1, 2, 3), List::copyOf)).containsExactly(List.of(1, 2, 3));
        assertThat(two.slices(List.of(), List::copyOf)).containsExactly(List.of());
    }

    @Test
    void withoutThreadsNothingBeginsBeforeItIsAskedFor() {
        AtomicInteger begun = new AtomicInteger();
        Ahead<Integer> ahead = none.begin(begun::incrementAndGet);
        assertThat(begun).hasValue(0);
        assertThat(ahead.get()).isEqualTo(1);
        assertThat(ahead.get()).isEqualTo(1);
    }

    @Test
    void whoNeedsWhatNoThreadHasBegunMakesItHimself() {
        CountDownLatch free = new CountDownLatch(1);
        Runnable busy = () -> await(free);
        Workers full = new Workers(work -> new Thread(busy).start(), 2);
        assertThat(full.begin(() -> Thread.currentThread().getName()).get())
                .isEqualTo(Thread.currentThread().getName());
        free.countDown();
    }

    @Test
    void whatWorkThrowsComesAsItIs() {
        PortolanException failure = new PortolanException(io.portolan.Failure.of(Code.DENIED, "no"));
        Ahead<Integer> ahead = two.begin(() -> {
            throw failure;
        });
        assertThatThrownBy(ahead::get).isSameAs(failure);
        Ahead<Integer> worse = two.begin(() -> {
            throw new AssertionError("worse");
        });
        assertThatThrownBy(worse::get).isInstanceOf(AssertionError.class).hasMessage("worse");
    }

    @Test
    void whatNobodyWantsAnyMoreEndsOrNeverBegins() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        Ahead<Integer> running = two.begin(() -> {
            begun.countDown();
            return ended.incrementAndGet();
        });
        await(begun);
        running.end();
        assertThat(ended).hasValue(1);
        Ahead<Integer> idle = new Ahead<>(ended::incrementAndGet);
        idle.end();
        assertThatThrownBy(idle::get).isInstanceOf(CancellationException.class);
        assertThat(ended).hasValue(1);
    }

    @Test
    void anInterruptedThreadDoesNotWait() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Ahead<Integer> ahead = two.begin(() -> {
            begun.countDown();
            await(never);
            return 1;
        });
        await(begun);
        Thread.currentThread().interrupt();
        assertThatThrownBy(ahead::get)
                .isInstanceOfSatisfying(
                        PortolanException.class, e -> assertThat(e.code()).isEqualTo(Code.CANCELLED));
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
