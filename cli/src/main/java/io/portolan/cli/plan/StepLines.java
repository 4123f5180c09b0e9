package io.portolan.cli.plan;

import io.portolan.PlannedStep;
import io.portolan.cli.terminal.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Native calls in columns: numbers, API family, operation, what it is about. Like calls in a row stand on one line. */
final class StepLines {
    private static final int INDENT = 4;
    private static final int FAMILY = 8;
    private static final int CALL = 32;
    private static final int DOTTED_CALL = 24;

    private final int idWidth;
    private final int familyWidth;
    private final int callWidth;
    private final boolean everyArgument;

    private StepLines(int idWidth, int familyWidth, int callWidth, boolean everyArgument) {
        this.idWidth = idWidth;
        this.familyWidth = familyWidth;
        this.callWidth = callWidth;
        this.everyArgument = everyArgument;
    }

    /** Columns wide enough for these steps. */
    static StepLines of(List<PlannedStep> steps, boolean everyArgument) {
        int ids = 5;
        int family = 0;
        int call = DOTTED_CALL - 1;
        for (PlannedStep step : steps) {
            int space = step.call().indexOf(' ');
            if (step.kind() != PlannedStep.Kind.WAIT) {
                family = Math.max(family, space < 0 ? 0 : Math.max(FAMILY, space + 1));
                call = Math.max(call, space < 0 ? Math.min(step.call().length() + 5, CALL) : CALL);
            }
        }
        int last = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).id();
        ids = Math.max(ids, 2 * Integer.toString(last).length() + 1);
        return new StepLines(ids + 2, family, family > 0 ? CALL : call + 1, everyArgument);
    }

    /** The column in which remarks begin. */
    int remarks() {
        return INDENT + idWidth + familyWidth + callWidth;
    }

    /** The lines of these steps. */
    List<String> of(List<PlannedStep> steps) {
        List<String> lines = new ArrayList<>();
        int i = 0;
        while (i < steps.size()) {
            int end = i + 1;
            while (end < steps.size() && !everyArgument && alike(steps.get(i), steps.get(end))) {
                end++;
            }
            run(steps.subList(i, end), lines);
            i = end;
        }
        return lines;
    }

    private static boolean alike(PlannedStep a, PlannedStep b) {
        return a.call().equals(b.call())
                && a.kind() == b.kind()
                && a.retire() == b.retire()
                && a.until().equals(b.until());
    }

    private void run(List<PlannedStep> run, List<String> lines) {
        PlannedStep first = run.get(0);
        String margin = " ".repeat(INDENT + idWidth);
        if (first.kind() != PlannedStep.Kind.WAIT) {
            String call = first.call() + (run.size() > 1 ? " x" + run.size() : "");
            int space = familyWidth == 0 ? -1 : call.indexOf(' ');
            String line = " ".repeat(INDENT)
                    + Text.column(ids(run), idWidth)
                    + (familyWidth == 0 ? "" : Text.column(space < 0 ? "" : call.substring(0, space), familyWidth))
                    + Text.column(call.substring(space + 1), callWidth);
            lines.add((line + summaries(run, Text.WIDTH - line.length())).stripTrailing());
            if (everyArgument) {
                first.arguments()
                        .forEach((name, value) -> lines.add((margin + "  " + name + ": " + value).stripTrailing()));
            }
        }
        if (!first.until().isEmpty()) {
            lines.add(margin + Text.column("wait", FAMILY) + "until "
                    + first.until().replaceFirst("^until ", ""));
        } else if (first.kind() == PlannedStep.Kind.WAIT) {
            lines.add(margin + Text.column("wait", FAMILY) + summaries(run, Text.WIDTH - margin.length() - FAMILY));
        }
    }

    private static String ids(List<PlannedStep> run) {
        List<String> ranges = new ArrayList<>();
        int i = 0;
        while (i < run.size()) {
            int end = i;
            while (end + 1 < run.size() && run.get(end + 1).id() == run.get(end).id() + 1) {
                end++;
            }
            ranges.add(run.get(i).id() + (end > i ? "-" + run.get(end).id() : ""));
            i = end + 1;
        }
        return ranges.size() <= 2 ? String.join(",", ranges) : ranges.get(0) + ",...";
    }

    private static String summaries(List<PlannedStep> run, int room) {
        Set<String> all = new LinkedHashSet<>();
        run.stream().map(PlannedStep::summary).filter(s -> !s.isEmpty()).forEach(all::add);
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (String summary : all) {
            String rest = shown + 1 == all.size() ? "" : " and " + (all.size() - shown - 1) + " more";
            if (shown > 0 && text.length() + 2 + summary.length() + rest.length() > room) {
                return text + " and " + (all.size() - shown) + " more";
            }
            text.append(shown == 0 ? "" : ", ").append(summary);
            shown++;
        }
        return text.toString();
    }
}
