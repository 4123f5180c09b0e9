package io.portolan.cli.plan;

import io.portolan.Plan;
import io.portolan.Refusal;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Paint;
import io.portolan.cli.terminal.Text;
import io.portolan.cli.workspace.Workspace;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Shows a plan and says how it can be applied; knows the exit code that it means. */
public final class PlanScreen {
    private static final Set<Refusal.Why> LATER = Set.of(Refusal.Why.BLIND, Refusal.Why.LOCKED);

    private final Workspace workspace;
    private final Plan plan;
    private final boolean isSkipping;

    /**
     * A screen for this plan.
     *
     * @param isSkipping whether what is refused is left out
     */
    public PlanScreen(Workspace workspace, Plan plan, boolean isSkipping) {
        this.workspace = workspace;
        this.plan = plan;
        this.isSkipping = isSkipping;
    }

    /** Prints the plan, without what comes next. */
    public void print(PrintStream out, Paint paint, Duration took, boolean everyArgument) {
        PlanText text = PlanText.of(plan, workspace.stack())
                .paint(paint)
                .everyArgument(everyArgument)
                .places(workspace::place);
        text.head(took).forEach(out::println);
        text.body().forEach(out::println);
        workspace.notRead().forEach(out::println);
        if (plan.isEmpty()) {
            out.println("Nothing to do.");
        } else if (!isStopped()) {
            text.sums().forEach(out::println);
        }
    }

    /** Prints what comes next: the command that does exactly this, or what stands in the way. */
    public void printNext(PrintStream out, List<String> flags) {
        if (isStopped()) {
            long later = plan.refusals().stream()
                    .filter(r -> LATER.contains(r.why()))
                    .count();
            String sum = plan.refusals().size() + " refused, so nothing would be written, the rest included.";
            if (later == plan.refusals().size()) {
                out.println(Text.exit(sum + " Look again later.", exit()));
            } else {
                out.println(sum + " To go on without them:");
                out.println(Text.exit("  " + workspace.command("apply", words(flags, "--skip-refused")), exit()));
            }
        } else if (!plan.steps().isEmpty()) {
            out.println();
            out.println("To do exactly this:  " + workspace.command("apply", words(flags, "--plan " + digest())));
        }
    }

    private static String[] words(List<String> flags, String more) {
        return java.util.stream.Stream.concat(flags.stream(), java.util.stream.Stream.of(more))
                .toArray(String[]::new);
    }

    /** The plan's name for people. */
    public String digest() {
        return plan.digest().substring(0, 8);
    }

    /** Whether nothing would be written because something is refused. */
    public boolean isStopped() {
        return !plan.refusals().isEmpty() && !isSkipping;
    }

    /** What the plan alone means: refused, not now, or all right. */
    public int exit() {
        if (isStopped()) {
            return plan.refusals().stream().allMatch(r -> LATER.contains(r.why())) ? Exit.NOT_NOW : Exit.REFUSED;
        }
        boolean stuck = plan.steps().isEmpty()
                && (!plan.blind().isEmpty() || !plan.waiting().isEmpty());
        return stuck ? Exit.NOT_NOW : Exit.DONE;
    }
}
