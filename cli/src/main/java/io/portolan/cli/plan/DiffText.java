package io.portolan.cli.plan;

import io.portolan.FieldChange;
import io.portolan.Plan;
import io.portolan.PlannedChange;
import io.portolan.PlannedChange.Action;
import io.portolan.PlannedStep;
import io.portolan.Refusal;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Paint;
import io.portolan.cli.terminal.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A plan read as a difference: what has drifted, what is missing, what is too much, what is left as it is. */
final class DiffText {
    private static final int WORD = 8;
    private static final int INDENT = 10;
    private static final int PATH = 14;
    private static final int VALUE = 27;

    private final Plan plan;

    private DiffText(Plan plan) {
        this.plan = plan;
    }

    static DiffText of(Plan plan) {
        return new DiffText(plan);
    }

    /** Whether all that stands against a clean bill is what could not be read. */
    boolean isBlind() {
        return plan.steps().isEmpty()
                && !plan.blind().isEmpty()
                && plan.refusals().stream().allMatch(r -> r.why() == Refusal.Why.BLIND);
    }

    List<String> lines(Paint paint, Function<Refusal, Optional<String>> places) {
        List<String> lines = new ArrayList<>();
        for (PlannedChange change : plan.changes()) {
            String word = word(change);
            if (!word.isEmpty()) {
                lines.add((painted(paint, word) + change.key() + (change.note().isEmpty() ? "" : "  " + change.note()))
                        .stripTrailing());
                change.fields().stream()
                        .filter(f -> !f.left() || word.equals("left"))
                        .forEach(f -> lines.add(field(f)));
            }
            List<FieldChange> left =
                    change.fields().stream().filter(FieldChange::left).toList();
            if (!left.isEmpty() && !word.equals("left") && !word.isEmpty()) {
                lines.add(Text.column("left", WORD) + change.key());
                left.forEach(f -> lines.add(field(f)));
            }
        }
        plan.waiting().forEach(w -> lines.add(painted(paint, "waiting") + w.key() + "  " + w.why()));
        plan.blind().forEach((what, why) -> lines.add(painted(paint, "unread") + what + "  " + why));
        plan.refusals().forEach(r -> lines.addAll(RefusalLines.of(r, places.apply(r), paint)));
        if (!lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }

    private static String word(PlannedChange change) {
        return switch (change.action()) {
            case CREATE -> "missing";
            case CHANGE, REPLACE -> "drift";
            case ADOPT -> "foreign";
            case DELETE -> "extra";
            case RELEASE, KEEP -> "";
            case NONE -> change.fields().isEmpty() ? "" : "left";
        };
    }

    private static String painted(Paint paint, String word) {
        String padded = Text.column(word, WORD);
        return switch (word) {
            case "left" -> padded;
            case "drift", "foreign", "waiting" -> paint.change(padded);
            default -> paint.bad(padded);
        };
    }

    private static String field(FieldChange field) {
        String path = " ".repeat(INDENT) + Text.column(field.path().toString(), PATH);
        if (field.left()) {
            return path + Text.column(field.from(), VALUE) + "not in the manifest: left as it is";
        }
        if (field.to().equals("-")) {
            return path + Text.column(field.from(), VALUE) + "there, not wanted";
        }
        if (field.from().equals("-")) {
            return path + Text.column(field.to(), VALUE) + "wanted, not there";
        }
        return path + field.from() + " there, " + field.to() + " wanted";
    }

    /** {@code 1 of 16 resources has drifted. To put it back (2 writes): portolan apply ...}. */
    List<String> sums(int resources, String apply, int exit) {
        if (exit == Exit.DONE) {
            return List.of("No difference: " + Text.count(resources, "resource") + " as wanted, "
                    + Text.count(plan.reads(), "answer") + " read.");
        }
        long different = different().count();
        if (different == 0) {
            return List.of(Text.exit("No difference in what could be read.", exit));
        }
        int all = Math.max(resources, (int)
                plan.changes().stream().filter(c -> c.action() != Action.KEEP).count());
        long writes = plan.steps().stream()
                .filter(s -> s.kind() != PlannedStep.Kind.WAIT)
                .count();
        String sum = different + " of " + Text.count(all, "resource") + (different == 1 ? " differs. " : " differ. ")
                + "To put it right (" + Text.count(writes, "write") + "):  " + apply;
        return List.of(Text.exit(sum, exit));
    }

    private java.util.stream.Stream<PlannedChange> different() {
        return plan.changes().stream().filter(c -> !word(c).isEmpty() && !word(c).equals("left"));
    }

    /** For JSON: key, word, and the fields that differ. */
    List<Map<String, Object>> drift() {
        return different()
                .map(change -> {
                    Map<String, Object> drift = new LinkedHashMap<>();
                    drift.put("key", change.key().toString());
                    drift.put("state", word(change));
                    drift.put(
                            "fields",
                            change.fields().stream()
                                    .filter(f -> !f.left())
                                    .map(f -> Map.of("path", f.path().toString(), "there", f.from(), "wanted", f.to()))
                                    .toList());
                    return drift;
                })
                .toList();
    }
}
