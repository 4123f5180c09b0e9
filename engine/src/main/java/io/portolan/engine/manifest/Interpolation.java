package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Entry;
import io.portolan.engine.manifest.Node.Hole;
import io.portolan.engine.manifest.Node.Mapping;
import io.portolan.engine.manifest.Node.Scalar;
import io.portolan.engine.manifest.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts variables in place of {@code $(name)}. A scalar that is nothing else keeps the type of the variable, which may be a list or a
 * mapping; within a text only scalars can stand. {@code $$(} is the text {@code $(}. There are no expressions.
 */
final class Interpolation {
    /** How many values variables may add to a stack. */
    private static final int MOST = 1_000_000;

    private static final Pattern USE = Pattern.compile("(\\$?)\\$\\(([^()\\s]{0,100})(\\)?)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private final Variables variables;
    private final Diagnostics problems;
    private final String stack;
    private int added;

    Interpolation(Variables variables, Diagnostics problems, String stack) {
        this.variables = variables;
        this.problems = problems;
        this.stack = stack;
    }

    /** The same document with values in place of variables, and holes where that is impossible, which is reported. */
    Mapping document(Mapping root, String path) {
        return isUsing(root) ? mapping(root, path) : root;
    }

    private Node put(Node node, String path) {
        if (node instanceof Mapping mapping) {
            return mapping(mapping, path);
        }
        if (node instanceof Sequence sequence) {
            List<Node> items = new ArrayList<>(sequence.items().size());
            sequence.items().forEach(item -> items.add(put(item, path)));
            return new Sequence(sequence.at(), items, sequence.origin());
        }
        return node instanceof Scalar scalar && isUsing(node) ? scalar(scalar, path) : node;
    }

    private Mapping mapping(Mapping mapping, String path) {
        List<Entry> entries = new ArrayList<>(mapping.entries().size());
        mapping.entries().forEach(e -> entries.add(new Entry(e.key(), put(e.value(), path))));
        return new Mapping(mapping.at(), entries, mapping.origin());
    }

    /** Whether there is something to put in here or below. */
    private static boolean isUsing(Node node) {
        if (node instanceof Mapping mapping) {
            return mapping.entries().stream().anyMatch(e -> isUsing(e.value()));
        }
        if (node instanceof Sequence sequence) {
            return sequence.items().stream().anyMatch(Interpolation::isUsing);
        }
        return node instanceof Scalar scalar && scalar.text().contains("$(") && !scalar.secret();
    }

    private Node scalar(Scalar scalar, String path) {
        Matcher m = USE.matcher(scalar.text());
        if (m.matches() && m.group(1).isEmpty()) {
            Optional<Node> value = value(scalar, m, path);
            String origin = variables.origin(m.group(2));
            return value.isPresent() ? placed(value.get(), scalar.at(), origin) : new Hole(scalar.at());
        }
        StringBuilder text = new StringBuilder();
        int end = 0;
        boolean whole = true;
        String origin = null;
        while (m.find()) {
            text.append(scalar.text(), end, m.start());
            end = m.end();
            if (!m.group(1).isEmpty()) {
                text.append(m.group().substring(1));
                continue;
            }
            Optional<Node> value = value(scalar, m, path);
            if (value.isPresent() && !(value.get() instanceof Scalar)) {
                problems.add(problem("P063", scalar, m, path, "a list or a mapping can't stand within a text")
                        .because("$(" + m.group(2) + ") is " + Node.shape(value.get())));
            }
            origin = variables.origin(m.group(2));
            if (value.isPresent() && value.get() instanceof Scalar part) {
                text.append(part.text());
            } else {
                whole = false;
            }
        }
        text.append(scalar.text().substring(end));
        return whole
                ? new Scalar(scalar.at(), text.toString(), scalar.plain(), PlainSecrets.isKey(text.toString()), origin)
                : new Hole(scalar.at());
    }

    /** The value of the variable that was found; empty where there is none, which is reported. */
    private Optional<Node> value(Scalar scalar, Matcher m, String path) {
        String name = m.group(2);
        if (m.group(3).isEmpty() || !NAME.matcher(name).matches()) {
            problems.add(problem("P063", scalar, m, path, "this is no variable")
                    .help("a variable is written $(name); a literal $( is written $$("));
            return Optional.empty();
        }
        variables.use(name);
        if (variables.isForgiven(name)) {
            return Optional.empty();
        }
        if (!variables.isDeclared(name)) {
            Diagnostic problem = problem("P060", scalar, m, path, "there is no variable \"" + name + "\"")
                    .help("add it to `kind: Stack`, spec.variables; a literal $( is written $$(");
            problems.add(
                    Nearest.to(name, variables.names()).map(problem::meant).orElseGet(() -> problem.because(known())));
            return Optional.empty();
        }
        Optional<Node> value = variables.value(name);
        if (value.isEmpty()) {
            problems.add(problem("P062", scalar, m, path, "variable " + name + " has no value here")
                    .help("give one: --set " + name
                            + "=..., or `values` of an environment, or a default in `kind: Stack`"));
        }
        return value;
    }

    private @Nullable String known() {
        if (variables.names().isEmpty()) {
            return "stack " + stack + " has no variables";
        }
        return variables.names().size() > 8 ? null : "there is " + String.join(", ", variables.names());
    }

    private static Diagnostic problem(String code, Scalar scalar, Matcher m, String path, String message) {
        // The text of a plain scalar on one line is what stands in the file; a quoted one begins a column later.
        boolean exact =
                scalar.at().endColumn() - scalar.at().column() >= scalar.text().length();
        int offset = m.start() + (scalar.plain() ? 0 : 1);
        Location at = exact ? scalar.at().part(offset, m.end() - m.start()) : scalar.at();
        return Diagnostic.of(code, at, message).at(path);
    }

    /** A value as if it stood where the variable is used. */
    private Node placed(Node value, Location at, String origin) {
        if (++added > MOST) {
            if (added == MOST + 1) {
                problems.add(Diagnostic.of("P008", at, "variables add more than " + MOST + " values to this stack"));
            }
            return new Hole(at);
        }
        if (value instanceof Mapping mapping) {
            List<Entry> entries = new ArrayList<>();
            for (Entry e : mapping.entries()) {
                Scalar key = e.key();
                Scalar name = new Scalar(at, key.text(), key.plain(), key.secret(), origin);
                entries.add(new Entry(name, placed(e.value(), at, origin)));
            }
            return new Mapping(at, entries, origin);
        }
        if (value instanceof Sequence sequence) {
            List<Node> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(placed(item, at, origin)));
            return new Sequence(at, items, origin);
        }
        return value instanceof Scalar s
                ? new Scalar(at, s.text(), s.plain(), s.secret() || PlainSecrets.isKey(s.text()), origin)
                : new Hole(at, origin);
    }
}
