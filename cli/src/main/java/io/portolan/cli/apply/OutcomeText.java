package io.portolan.cli.apply;

import io.portolan.Failure;
import io.portolan.Outcome;
import io.portolan.PlannedChange;
import io.portolan.PlannedChange.Action;
import io.portolan.cli.plan.Keys;
import io.portolan.cli.plan.RefusalLines;
import io.portolan.cli.resource.KnownOutputs;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Paint;
import io.portolan.cli.terminal.Text;
import io.portolan.dns.DnsZone;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a run ended, for people: what was done and where it is reached, or what failed, what is there, and what to do. */
final class OutcomeText {
    private static final int KEY = 21;
    private static final int NAME = 10;
    private static final int INDENT = 10;
    private static final int KEYS = 68;

    private final Outcome outcome;
    private final Paint paint;

    OutcomeText(Outcome outcome, Paint paint) {
        this.outcome = outcome;
        this.paint = paint;
    }

    /** The end of a run in which everything came to be. */
    List<String> done(Duration took, boolean isDestroyed) {
        List<String> lines = new ArrayList<>();
        String calls = Text.count(outcome.writes(), "write") + ", " + Text.count(outcome.reads(), "read") + ", "
                + (outcome.retries() == 1 ? "1 retry" : outcome.retries() + " retries") + ".";
        String kept = isDestroyed ? left() : "A plan now would be empty (checked).";
        lines.addAll(Text.wrap(
                paint.good("Done") + " in " + Text.took(took) + ": " + counts() + ". " + calls + " " + kept,
                Text.WIDTH));
        if (!isDestroyed) {
            reached(lines);
        }
        return lines;
    }

    private String left() {
        long kept = outcome.plan().changes().stream()
                .filter(c -> c.action() == Action.KEEP)
                .count();
        return "Left at " + outcome.plan().provider() + ": " + (kept == 0 ? "nothing" : kept + " retained")
                + " (read back).";
    }

    private void reached(List<String> lines) {
        for (PlannedChange change : outcome.plan().changes()) {
            Key key = change.key();
            boolean shown = key.is(LoadBalancer.KIND) || key.is(DnsZone.KIND);
            String where = shown && change.action() != Action.NONE ? KnownOutputs.where(key, outcome::get) : "";
            if (!where.isEmpty()) {
                lines.add("  " + Text.column(key.toString(), KEY) + " "
                        + (key.is(DnsZone.KIND) ? zone(key, where) : where));
            }
        }
    }

    /** A server within its own zone is nothing to be told to anybody: it is found through that zone. */
    private String zone(Key key, String servers) {
        String name = outcome.get(key, DnsZone.DNS_NAME).map(Object::toString).orElse("");
        if (servers.contains(":")) {
            return name + " is answered at " + servers;
        }
        return servers.endsWith(name) ? name : name + ": give your registrar " + servers + ", if it has others";
    }

    /** {@code 14 created, 2 changed}. */
    private String counts() {
        Map<Action, Integer> counts = new EnumMap<>(Action.class);
        for (PlannedChange change : outcome.plan().changes()) {
            Outcome.State state = outcome.states().getOrDefault(change.key(), Outcome.State.NOT_BEGUN);
            if (state == Outcome.State.AS_WANTED || state == Outcome.State.GONE) {
                counts.merge(change.action(), 1, Integer::sum);
            }
        }
        List<String> words = new ArrayList<>();
        counts.forEach((action, n) -> {
            if (action != Action.NONE) {
                words.add(String.format(Locale.ROOT, "%,d ", n) + past(action));
            }
        });
        return words.isEmpty() ? "nothing was to be done" : String.join(", ", words);
    }

    private static String past(Action action) {
        return switch (action) {
            case CREATE -> "created";
            case CHANGE -> "changed";
            case REPLACE -> "replaced";
            case ADOPT -> "adopted";
            case DELETE -> "deleted";
            case RELEASE -> "released";
            case KEEP -> "kept";
            case NONE -> "as wanted";
        };
    }

    /** Refused, or not now: nothing was written. */
    List<String> refused() {
        List<String> lines = new ArrayList<>();
        outcome.refusals().forEach(r -> lines.addAll(RefusalLines.of(r, java.util.Optional.empty(), paint)));
        lines.add("");
        return lines;
    }

    /** A run in which not everything came to be. */
    List<String> failed(String apply, String destroy, int exit) {
        List<String> lines = new ArrayList<>();
        outcome.failures().forEach(f -> failure(f, lines));
        if (!outcome.refusals().isEmpty()) {
            lines.addAll(refused());
        }
        states(lines);
        lines.add("");
        lines.addAll(Text.wrap(sum(), Text.WIDTH));
        lines.add("To go on (" + Text.count(outcome.left(), "write") + " left):   " + apply);
        lines.add(Text.exit("To give it up:   " + destroy, exit));
        return lines;
    }

    private void failure(Outcome.Failed failed, List<String> lines) {
        Failure failure = failed.failure();
        lines.add(paint.bad("FAILED") + "  " + Text.column(failed.key().toString(), KEY) + failure.code() + ": "
                + failure.message());
        String step = failed.step() > 0 ? ", step " + failed.step() : "";
        failure.nativeCall().ifPresent(call -> named("call", call + step + ", " + repeating(failure), lines));
        if (failure.nativeCode().isPresent() || failure.requestId().isPresent()) {
            named(
                    "native",
                    failure.nativeCode().orElse("")
                            + failure.requestId().map(r -> ", request " + r).orElse(""),
                    lines);
        }
        failure.holder().ifPresent(holder -> named("held by", holder, lines));
        List<NativeId> parts = outcome.parts(failed.key());
        if (!parts.isEmpty()) {
            named("there", parts(parts) + ": marked as ours", lines);
        }
        failure.remedy().ifPresent(remedy -> named("do", remedy, lines));
        lines.add("");
    }

    private static String repeating(Failure failure) {
        return switch (failure.code().retry()) {
            case NEVER -> "not repeated (repeating can't help)";
            case AFTER_REREAD -> "read again and planned again";
            case AFTER_WAIT, AFTER_BUDGET -> "repeated, in vain";
        };
    }

    private static String parts(List<NativeId> parts) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        parts.forEach(p -> counts.merge(p.part(), 1, Integer::sum));
        List<String> words = new ArrayList<>();
        counts.forEach((part, n) -> words.add(n == 1 ? part : Text.count(n, part)));
        return String.join(", ", words);
    }

    private static void named(String name, String text, List<String> lines) {
        String margin = " ".repeat(INDENT) + Text.column(name, NAME);
        for (String line : Text.wrap(text, Text.WIDTH - INDENT - NAME)) {
            lines.add(margin + line);
            margin = " ".repeat(INDENT + NAME);
        }
    }

    private void states(List<String> lines) {
        Map<Outcome.State, List<Key>> byState = new EnumMap<>(Outcome.State.class);
        outcome.states()
                .forEach((key, state) ->
                        byState.computeIfAbsent(state, s -> new ArrayList<>()).add(key));
        lines.add(" ".repeat(INDENT) + Text.column("resources", KEYS) + "  state");
        byState.forEach((state, keys) -> {
            List<String> wrapped = Text.wrap(Keys.list(keys, 24), KEYS);
            for (int i = 0; i < wrapped.size(); i++) {
                lines.add((" ".repeat(INDENT) + Text.column(wrapped.get(i), KEYS) + "  " + (i == 0 ? word(state) : ""))
                        .stripTrailing());
            }
        });
    }

    private static String word(Outcome.State state) {
        return switch (state) {
            case AS_WANTED -> "as wanted";
            case GONE -> "gone";
            case INCOMPLETE -> "incomplete";
            case NOT_BEGUN -> "not begun";
            case REFUSED -> "refused";
        };
    }

    private String sum() {
        Map<Outcome.State, Integer> counts = new EnumMap<>(Outcome.State.class);
        outcome.states().values().forEach(s -> counts.merge(s, 1, Integer::sum));
        List<String> words = new ArrayList<>();
        counts.forEach((state, n) -> words.add(n + " " + word(state)));
        return String.join(", ", words) + ". Read back: as listed. " + Text.count(outcome.writes(), "write") + ", "
                + outcome.failures().size() + " failed, " + outcome.retries() + " repeated.";
    }

    /** The exit code of an outcome. */
    static int exit(Outcome outcome) {
        return switch (outcome.status()) {
            case DONE -> Exit.DONE;
            case FAILED -> Exit.FAILED;
            case REFUSED -> Exit.REFUSED;
            case NOT_NOW -> Exit.NOT_NOW;
            case INTERRUPTED -> Exit.INTERRUPTED;
        };
    }
}
