package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Hole;
import io.portolan.engine.manifest.Node.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A value that is written as one text, such as a duration or a block of addresses. */
final class TextType<T> implements Type<T> {
    private static final int LONGEST = 4096;
    private static final Pattern UNITLESS = Pattern.compile("[-+]?[0-9]{1,18}");

    private final String word;
    private final String example;
    private final String pattern;
    private final Function<String, T> parser;
    private final String code;
    private final String unit;

    private TextType(
            String word, String example, String pattern, Function<String, T> parser, String code, String unit) {
        this.word = word;
        this.example = example;
        this.pattern = pattern;
        this.parser = parser;
        this.code = code;
        this.unit = unit;
    }

    /**
     * A text.
     *
     * @param example one value, as it is written
     * @param pattern what it looks like, for the schema; empty: anything
     * @param parser reads it, or throws {@code IllegalArgumentException} with what is wrong and, behind a semicolon, what is expected
     */
    static <T> TextType<T> of(String word, String example, String pattern, Function<String, T> parser) {
        return new TextType<>(word, example, pattern, parser, "P011", "");
    }

    /** A number with a unit, of which this one is put behind a number that has none. */
    static <T> TextType<T> measure(
            String word, String example, String pattern, Function<String, T> parser, String unit) {
        return new TextType<>(word, example, pattern, parser, "P010", unit);
    }

    @Override
    public Optional<T> read(Node node, Reading at) {
        if (node instanceof Hole) {
            return Optional.empty();
        }
        if (!(node instanceof Scalar scalar)) {
            at.report(at.problem("P007", node, at.name() + " is " + article(word) + ", not " + Node.shape(node))
                    .help("write it as " + example));
            return Optional.empty();
        }
        if (scalar.secret()) {
            at.report(SecretType.plain(scalar, at));
            return Optional.empty();
        }
        String text = scalar.text();
        if (!unit.isEmpty() && UNITLESS.matcher(text).matches()) {
            at.report(at.problem(code, node, article(word) + " needs a unit")
                    .meant(text + unit)
                    .help(units()));
            return Optional.empty();
        }
        if (!scalar.isText() && unit.isEmpty()) {
            at.report(at.problem("P007", node, at.name() + " is a text, not " + Node.shape(node))
                    .meant(text.length() <= 40 ? "\"" + text + "\"" : null));
            return Optional.empty();
        }
        return parse(scalar, at);
    }

    private Optional<T> parse(Scalar scalar, Reading at) {
        String text = scalar.text();
        if (text.length() > LONGEST) {
            at.report(at.problem("P011", scalar, "this is longer than " + LONGEST + " characters"));
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            String[] parts = String.valueOf(e.getMessage()).split("; ", 2);
            Diagnostic problem = at.problem(code, scalar, Texts.shorten(parts[0]));
            List<String> help = parts.length == 2 ? List.of(parts[1]) : unit.isEmpty() ? List.of() : List.of(units());
            at.report(Texts.probably(text, unit)
                    .map(problem::meant)
                    .orElse(problem)
                    .help(help));
            return Optional.empty();
        }
    }

    private String units() {
        return unit.equals("s")
                ? "units: ms, s, m, h; they add up: 1h30m"
                : "units: Ki, Mi, Gi, Ti, Pi" + (unit.endsWith("/s") ? ", each with /s" : "") + "; " + example;
    }

    static String article(String word) {
        return ("aeiou".indexOf(Character.toLowerCase(word.charAt(0))) >= 0 ? "an " : "a ") + word;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return pattern.isEmpty()
                ? Definitions.map("type", "string")
                : Definitions.map("type", "string", "pattern", pattern);
    }
}
