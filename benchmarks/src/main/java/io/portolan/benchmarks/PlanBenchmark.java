package io.portolan.benchmarks;

import io.portolan.Plan;
import io.portolan.Stack;
import io.portolan.engine.PlanJson;
import io.portolan.testkit.memory.CloudOptions;
import io.portolan.testkit.memory.Temper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long a plan takes, from observed pages to digest and JSON, for 1,000, 10,000 and 100,000 resources: once with nothing to do, once with
 * 1 % changed and 1 % new. With {@code --gate} it ends with 1 where 100,000 take a second or more, or where time grows faster than size to the
 * power of 1.1.
 */
public final class PlanBenchmark {
    private static final double MOST_SECONDS = 1.0;
    private static final double MOST_EXPONENT = 1.1;
    private static final int LARGEST = 100_000;
    private static final int PARALLELISM = 2;

    /** By size: rounds that only warm up, rounds that count. */
    private static final Map<Integer, int[]> ROUNDS =
            new TreeMap<>(Map.of(1_000, new int[] {200, 51}, 10_000, new int[] {30, 21}, LARGEST, new int[] {6, 9}));

    private enum Work {
        CONVERGED("converged"),
        CHANGED("1 % changed, 1 % new");

        private final String words;

        Work(String words) {
            this.words = words;
        }
    }

    private PlanBenchmark() {}

    /**
     * Prints the figures.
     *
     * @param args {@code --gate}; a temper of the memory provider, {@code tokens} where none is given
     */
    public static void main(String[] args) {
        List<String> words = new ArrayList<>(List.of(args));
        boolean gate = words.remove("--gate");
        Temper temper =
                words.isEmpty() ? Temper.TOKENS : Temper.valueOf(words.get(0).toUpperCase(Locale.ROOT));
        System.out.println(Machine.line());
        System.out.printf("memory provider, temper %s, pages of 300; observe, plan, digest, JSON%n", temper);
        System.out.printf(
                "%9s  %-20s  %6s  %6s  %8s  %9s  %8s  %8s  %9s%n",
                "resources", "", "reads", "steps", "JSON KiB", "median ms", "best ms", "worst ms", "CPU ms");
        Map<Work, Map<Integer, Double>> seconds = new TreeMap<>();
        for (Map.Entry<Integer, int[]> size : ROUNDS.entrySet()) {
            measure(temper, size.getKey(), size.getValue(), seconds);
        }
        System.exit(judge(seconds) || !gate ? 0 : 1);
    }

    private static void measure(Temper temper, int resources, int[] rounds, Map<Work, Map<Integer, Double>> seconds) {
        try (Site site = new Site(CloudOptions.calm(temper), Duration.ZERO, PARALLELISM)) {
            Map<Work, Stack> stacks = new LinkedHashMap<>();
            stacks.put(Work.CONVERGED, Fleet.of(resources));
            stacks.put(Work.CHANGED, Fleet.changed(resources));
            site.converge(Fleet.of(resources));
            for (Stack stack : stacks.values()) {
                Measured.rounds(rounds[0], () -> plan(site, stack));
            }
            stacks.forEach((work, stack) -> {
                long live = HeapPeak.live();
                HeapPeak.reset();
                Measured measured = Measured.rounds(rounds[1], () -> plan(site, stack));
                long peak = HeapPeak.mebibytes();
                seconds.computeIfAbsent(work, w -> new LinkedHashMap<>()).put(resources, measured.median());
                print(resources, work, site.plan(stack), measured);
                System.out.printf(
                        "%9s  heap: peak %,d MiB, of which %,d MiB are the memory cloud and the stacks%n",
                        "", peak, live);
            });
        }
    }

    private static long plan(Site site, Stack stack) {
        Plan plan = site.plan(stack);
        CountingWriter json = new CountingWriter();
        PlanJson.write(plan, json);
        site.calls();
        return json.count() + plan.digest().length();
    }

    private static void print(int resources, Work work, Plan plan, Measured measured) {
        CountingWriter json = new CountingWriter();
        PlanJson.write(plan, json);
        System.out.printf(
                "%,9d  %-20s  %6d  %6d  %,8d  %9.1f  %8.1f  %8.1f  %9.1f%n",
                resources,
                work.words,
                plan.reads(),
                plan.steps().size(),
                json.count() >> 10,
                measured.median() * 1e3,
                measured.best() * 1e3,
                measured.worst() * 1e3,
                measured.medianProcessor() * 1e3);
    }

    private static boolean judge(Map<Work, Map<Integer, Double>> seconds) {
        List<String> missed = new ArrayList<>();
        seconds.forEach((work, bySize) -> {
            double largest = bySize.getOrDefault(LARGEST, Double.MAX_VALUE);
            double exponent = Slope.of(bySize);
            System.out.printf(
                    "%s: %,d resources in %.2f s (limit %.1f), exponent %.2f (limit %.1f)%n",
                    work.words, LARGEST, largest, MOST_SECONDS, exponent, MOST_EXPONENT);
            if (largest >= MOST_SECONDS || exponent > MOST_EXPONENT) {
                missed.add(work.words);
            }
        });
        System.out.println(missed.isEmpty() ? "ok" : "MISSED: " + missed);
        return missed.isEmpty();
    }
}
