package io.portolan.testkit.fault;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Which fault happens at which call. Scripted by the number of the call, or drawn by a seed; the same plan over the same calls gives the same
 * faults, and {@link #toString} is the line that repeats it.
 */
public final class FaultPlan {
    private final Map<Integer, Fault> script;
    private final long seed;
    private final double rate;
    private final List<Fault> drawn;

    private FaultPlan(Map<Integer, Fault> script, long seed, double rate, List<Fault> drawn) {
        this.script = new TreeMap<>(script);
        this.seed = seed;
        this.rate = rate;
        this.drawn = List.copyOf(drawn);
    }

    /** No fault. */
    public static FaultPlan none() {
        return new FaultPlan(Map.of(), 0, 0, List.of());
    }

    /** This fault at this call, reads and writes counted together from 1. Where it can't happen to that call, nothing does. */
    public static FaultPlan at(int call, Fault fault) {
        return new FaultPlan(Map.of(call, requireNonNull(fault, "fault")), 0, 0, List.of());
    }

    /**
     * Faults drawn by a seed.
     *
     * @param rate the share of calls that have one, 0.0 to 1.0
     * @param faults which may happen; none: all that leave the process alive
     */
    public static FaultPlan seeded(long seed, double rate, Fault... faults) {
        List<Fault> some = new ArrayList<>(List.of(faults));
        if (some.isEmpty()) {
            some.addAll(EnumSet.complementOf(EnumSet.of(Fault.KILL_BEFORE, Fault.KILL_AFTER)));
        }
        return new FaultPlan(Map.of(), seed, rate, some);
    }

    /** The same and this one. */
    public FaultPlan and(int call, Fault fault) {
        Map<Integer, Fault> more = new TreeMap<>(script);
        more.put(call, requireNonNull(fault, "fault"));
        return new FaultPlan(more, seed, rate, drawn);
    }

    /** The fault of the call of this number and nature. Pure. */
    public Optional<Fault> of(int call, boolean write) {
        Fault scripted = script.get(call);
        if (scripted != null) {
            return Optional.of(scripted).filter(f -> f.canHappenTo(write));
        }
        if (rate <= 0) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(seed * 1_000_003L + call);
        if (random.nextDouble() >= rate) {
            return Optional.empty();
        }
        List<Fault> possible = drawn.stream().filter(f -> f.canHappenTo(write)).toList();
        return possible.isEmpty() ? Optional.empty() : Optional.of(possible.get(random.nextInt(possible.size())));
    }

    /** The line that repeats it: the script, and the seed with its rate and faults. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder("faults");
        script.forEach(
                (call, fault) -> line.append(' ').append(call).append('=').append(fault));
        if (rate > 0) {
            line.append(" seed=")
                    .append(seed)
                    .append(" rate=")
                    .append(rate)
                    .append(' ')
                    .append(drawn);
        }
        return line.toString();
    }
}
