package io.portolan.cli.plan;

import static java.util.Objects.requireNonNull;

import io.portolan.FieldChange;
import io.portolan.Plan;
import io.portolan.PlannedChange;
import io.portolan.PlannedChange.Action;
import io.portolan.PlannedStep;
import io.portolan.Refusal;
import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.cli.terminal.Paint;
import io.portolan.cli.terminal.Text;
import io.portolan.model.Durations;
import io.portolan.model.Key;
import io.portolan.model.Lifecycle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A plan for people: where, what happens to which resource by which native calls, what is refused, what it means, how to do it. */
public final class PlanText {
    private static final int WORD = 8;
    private static final int FIELDS = 10;
    private static final int MOST_FIELDS = 12;

    private final Plan plan;
    private final Stack stack;
    private final Paint paint;
    private final boolean everyArgument;
    private final Function<Refusal, Optional<String>> places;

    private PlanText(
            Plan plan, Stack stack, Paint paint, boolean everyArgument, Function<Refusal, Optional<String>> places) {
        this.plan = plan;
        this.stack = stack;
        this.paint = paint;
        this.everyArgument = everyArgument;
        this.places = places;
    }

    /** A plan of this stack. */
    public static PlanText of(Plan plan, Stack stack) {
        return new PlanText(
                requireNonNull(plan, "plan"),
                requireNonNull(stack, "stack"),
                Paint.PLAIN,
                false,
                r -> Optional.empty());
    }

    /** The same in colour. */
    public PlanText paint(Paint colours) {
        return new PlanText(plan, stack, colours, everyArgument, places);
    }

    /** The same with every argument of every call, each call on a line of its own. */
    public PlanText everyArgument(boolean wanted) {
        return new PlanText(plan, stack, paint, wanted, places);
    }

    /** The same with the place in the manifests of what is refused. */
    public PlanText places(Function<Refusal, Optional<String>> source) {
        return new PlanText(plan, stack, paint, everyArgument, source);
    }

    /** Where, how much was read, and how much of it is as wanted. */
    public List<String> head(Duration took) {
        List<String> lines = new ArrayList<>();
        lines.add(paint.strong(plan.owner() + " on " + plan.provider()) + " (" + Places.of(plan.identity()) + ")");
        int wanted = stack.resources().size();
        if (plan.reads() > 0) {
            Set<Key> left = leftOut();
            long there = plan.changes().stream()
                    .filter(c -> stack.find(c.key()).isPresent() && c.action() == Action.NONE)
                    .filter(c -> !left.contains(c.key()))
                    .count();
            boolean nothing = plan.changes().stream().allMatch(c -> c.action() == Action.CREATE);
            lines.add("Read " + Text.count(plan.reads(), "answer") + " in " + Text.took(took) + ". "
                    + (nothing && wanted > 0
                            ? "Nothing of this stack exists yet."
                            : number(there) + " of " + Text.count(wanted, "resource") + (wanted == 1 ? " is" : " are")
                                    + " as wanted."));
        }
        lines.add("");
        return lines;
    }

    /** What is refused or waits, and what refers to it: nothing is to be done to it, but it isn't as wanted either. */
    private Set<Key> leftOut() {
        Set<Key> left = new HashSet<>();
        plan.refusals().forEach(r -> r.key().ifPresent(left::add));
        plan.waiting().forEach(w -> left.add(w.key()));
        int before = -1;
        while (!left.isEmpty() && left.size() > before) {
            before = left.size();
            for (Resource resource : stack.resources().values()) {
                if (resource.spec().references().stream()
                        .anyMatch(ref -> ref.key().filter(left::contains).isPresent())) {
                    left.add(resource.key());
                }
            }
        }
        return left;
    }

    /** What happens, section by section; then what waits, what could not be read, and what is refused. */
    public List<String> body() {
        List<String> lines = new ArrayList<>();
        StepLines steps = StepLines.of(plan.steps(), everyArgument);
        // What a plan that does nothing is reminded of was agreed to before.
        Footnotes notes = new Footnotes(plan.steps().isEmpty() ? List.of() : plan.notes());
        for (Section section : Section.of(plan)) {
            section(section, steps, notes, lines);
        }
        plan.waiting()
                .forEach(w -> lines.add(word("waiting") + Text.column(w.key().toString(), steps.remarks() - WORD)
                        + w.why() + ", again in " + Durations.format(w.again())));
        plan.blind()
                .forEach((what, why) -> lines.add(word("unread") + Text.column(what, steps.remarks() - WORD) + why));
        plan.refusals().forEach(r -> refusal(r, lines));
        if (!notes.isEmpty()) {
            lines.add("");
            lines.addAll(notes.lines());
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }

    private void section(Section section, StepLines steps, Footnotes notes, List<String> lines) {
        List<String> remarks = Remarks.of(section, stack);
        String marks = notes.marks(section.changes());
        String title = Text.column(section.title(), steps.remarks() - WORD);
        String remark = String.join("; ", remarks) + (remarks.isEmpty() || marks.isEmpty() ? "" : " ") + marks;
        lines.add((word(word(section.action())) + title + remark).stripTrailing());
        if (section.action() == Action.CHANGE
                || section.action() == Action.REPLACE
                || section.action() == Action.ADOPT) {
            fields(section, lines);
        }
        lines.addAll(steps.of(section.steps()));
    }

    private static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    private String word(String word) {
        String padded = Text.column(word, WORD);
        return switch (word) {
            case "create", "adopt" -> paint.good(padded);
            case "change", "replace", "waiting" -> paint.change(padded);
            case "delete", "refused", "unread" -> paint.bad(padded);
            default -> padded;
        };
    }

    private static void fields(Section section, List<String> lines) {
        boolean several = section.changes().size() > 1;
        boolean withLeft = section.action() == Action.ADOPT;
        int width = 14;
        for (PlannedChange change : section.changes()) {
            for (FieldChange field : change.fields()) {
                width = Math.max(
                        width, Math.min(44, name(change.key(), field, several).length() + 2));
            }
        }
        int shown = 0;
        int all = 0;
        for (PlannedChange change : section.changes()) {
            for (FieldChange field : change.fields()) {
                if (field.left() && !withLeft) {
                    continue;
                }
                if (all++ < MOST_FIELDS) {
                    lines.add(" ".repeat(FIELDS)
                            + Text.column(name(change.key(), field, several), width)
                            + Text.cut(shown(field), Text.WIDTH - FIELDS - width));
                    shown++;
                }
            }
        }
        if (all > shown) {
            lines.add(" ".repeat(FIELDS) + "and " + Text.count(all - shown, "field") + " more: -o json");
        }
    }

    private static String name(Key key, FieldChange field, boolean several) {
        String path = field.path().toString();
        return several ? (Keys.within(key) + " " + path).strip() : path;
    }

    private static String shown(FieldChange field) {
        return field.left()
                ? Text.column(field.from(), 27) + "not in the manifest: left as it is"
                : (field.from().equals("-") ? "none" : field.from()) + " -> "
                        + (field.to().equals("-") ? "none" : field.to());
    }

    private void refusal(Refusal refusal, List<String> lines) {
        lines.addAll(RefusalLines.of(refusal, places.apply(refusal), paint));
    }

    /** The sums: what is to happen to how many, how many calls, what it does to users. */
    public List<String> sums() {
        List<String> lines = new ArrayList<>();
        StringBuilder sum = new StringBuilder();
        sum.append(of(Action.CREATE)).append(" to create, ");
        sum.append(of(Action.CHANGE)).append(" to change, ");
        sum.append(of(Action.REPLACE)).append(" to replace, ");
        sum.append(of(Action.DELETE)).append(" to delete, ");
        sum.append(count(Action.ADOPT) > 0 ? of(Action.ADOPT) + " to adopt, " : "");
        sum.append(count(Action.RELEASE) > 0 ? of(Action.RELEASE) + " to release, " : "");
        sum.append(number(plan.refusals().size())).append(" refused.");
        String calls = calls(plan);
        if (sum.length() + 1 + calls.length() <= Text.WIDTH) {
            lines.add(sum + " " + calls);
        } else {
            lines.add(sum.toString());
            lines.add(calls);
        }
        lines.addAll(Effects.of(plan).lines());
        return lines;
    }

    /** The sums of a destroy: {@code 14 to delete, 2 kept. 31 writes, 9 waits.}, and what it means. */
    public static List<String> destroySums(Plan plan) {
        List<String> lines = new ArrayList<>();
        long deleted =
                plan.changes().stream().filter(c -> c.action() == Action.DELETE).count();
        long kept =
                plan.changes().stream().filter(c -> c.action() == Action.KEEP).count();
        lines.add(number(deleted) + " to delete, " + number(kept) + " kept. " + calls(plan));
        lines.addAll(Effects.of(plan).lines());
        return lines;
    }

    /** {@code 43 writes, 6 waits.} */
    static String calls(Plan plan) {
        long waits = plan.steps().stream()
                .filter(s -> s.kind() == PlannedStep.Kind.WAIT || !s.until().isEmpty())
                .count();
        return Text.count(plan.writes(), "write") + (waits > 0 ? ", " + Text.count(waits, "wait") : "") + ".";
    }

    private String of(Action action) {
        return number(count(action));
    }

    private long count(Action action) {
        return plan.changes().stream().filter(c -> c.action() == action).count();
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Whether a resource of this stack stays when the stack goes. */
    static boolean isRetained(Stack stack, Key key) {
        return stack.find(key)
                .map(Resource::lifecycle)
                .filter(l -> l.deletionPolicy() == Lifecycle.DeletionPolicy.RETAIN)
                .isPresent();
    }
}
