package io.portolan.engine.manifest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value of a YAML document with its place, after aliases and variables were put in. */
sealed interface Node {
    /** The ways to write nothing in YAML's core schema. */
    Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    /** The ways to write a boolean in YAML's core schema. */
    Set<String> BOOLEANS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");

    /** Where it stands; what came from a variable stands where the variable is used. */
    Location at();

    /** Where the value comes from when it is not written at its place: a variable; null where it is. */
    @Nullable
    String origin();

    /**
     * A scalar.
     *
     * @param plain whether it stands without quotes, so that {@code 80} is a number and {@code true} a boolean
     * @param secret whether it must not be repeated in any message
     */
    record Scalar(
            Location at,
            String text,
            boolean plain,
            boolean secret,
            @Nullable String origin) implements Node {

        boolean isNull() {
            return plain && NULLS.contains(text);
        }

        boolean isBoolean() {
            return plain && BOOLEANS.contains(text);
        }

        boolean isInteger() {
            return plain && Numbers.isInteger(text);
        }

        boolean isFloat() {
            return plain && Numbers.isFloat(text);
        }

        /** Whether YAML takes it for a text. */
        boolean isText() {
            return !plain || !(isNull() || isBoolean() || isInteger() || isFloat());
        }
    }

    /** One field of a mapping. */
    record Entry(Scalar key, Node value) {}

    /** A mapping; every key only once. */
    record Mapping(
            Location at, List<Entry> entries, @Nullable String origin) implements Node {

        Optional<Node> find(String key) {
            return entries.stream()
                    .filter(e -> e.key().text().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }

        Optional<Scalar> scalar(String key) {
            return find(key).filter(Scalar.class::isInstance).map(Scalar.class::cast);
        }

        Optional<Mapping> mapping(String key) {
            return find(key).filter(Mapping.class::isInstance).map(Mapping.class::cast);
        }
    }

    /** A list. */
    record Sequence(Location at, List<Node> items, @Nullable String origin) implements Node {}

    /** Something that could not be read and was reported; nothing more is said of it. */
    record Hole(Location at, @Nullable String origin) implements Node {
        Hole(Location at) {
            this(at, null);
        }
    }

    /** What it is, with its article. */
    static String shape(Node node) {
        if (node instanceof Mapping) {
            return "a mapping";
        }
        if (node instanceof Sequence) {
            return "a list";
        }
        if (node instanceof Scalar s) {
            return s.isNull() ? "nothing" : s.isBoolean() ? "a boolean" : s.isText() ? "a text" : "a number";
        }
        return "unreadable";
    }
}
