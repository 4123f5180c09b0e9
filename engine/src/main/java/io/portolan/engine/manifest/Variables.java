package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The variables of a stack and their values: {@code --set} before the environment before the default. */
final class Variables {
    private final Map<String, Location> declared = new LinkedHashMap<>();
    private final Map<String, String> descriptions = new LinkedHashMap<>();
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, String> origins = new LinkedHashMap<>();
    private final Set<String> used = new TreeSet<>();
    private final Set<String> forgiven = new TreeSet<>();
    private boolean forgivesAll;

    /** A declaration, with its default where it has one. */
    void declare(String name, Location at, StackForms.Declared variable) {
        declared.put(name, at);
        descriptions.put(name, variable.description());
        if (variable.standard() != null) {
            give(name, variable.standard(), "variable " + name + " (" + at.file() + ":" + at.line() + ")");
        }
    }

    /** A value in place of what was there before; of a variable that is declared. */
    void give(String name, Node value, String origin) {
        values.put(name, value);
        origins.put(name, origin);
    }

    /** A variable that could not be read: nothing more is said about its uses. */
    void forgive(String name) {
        forgiven.add(name);
    }

    /** The variables could not be read at all. */
    void forgive() {
        forgivesAll = true;
    }

    boolean isForgiven(String name) {
        return forgivesAll || forgiven.contains(name);
    }

    boolean isDeclared(String name) {
        return declared.containsKey(name);
    }

    Set<String> names() {
        return declared.keySet();
    }

    Optional<Node> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Where the value comes from, for messages. */
    String origin(String name) {
        return origins.getOrDefault(name, "variable " + name);
    }

    void use(String name) {
        used.add(name);
    }

    /** What is declared and used nowhere, and where it stands. */
    Map<String, Location> unused() {
        Map<String, Location> unused = new LinkedHashMap<>(declared);
        unused.keySet().removeAll(used);
        return unused;
    }

    /** For people: what each variable is. */
    List<Variable> shown() {
        List<Variable> shown = new ArrayList<>();
        for (String name : declared.keySet()) {
            String value = value(name).map(Variables::text).orElse("");
            shown.add(Variable.of(name, value, origins.getOrDefault(name, ""), descriptions.getOrDefault(name, "")));
        }
        return shown;
    }

    private static String text(Node node) {
        if (node instanceof Scalar s) {
            return s.secret() ? SourceFile.MASK : Texts.shorten(s.text());
        }
        String text = AnyType.plain(node).toString();
        return PlainSecrets.isKey(text) ? SourceFile.MASK : Texts.shorten(text);
    }
}
