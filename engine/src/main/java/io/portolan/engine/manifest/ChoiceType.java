package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Hole;
import io.portolan.engine.manifest.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of a few words. */
final class ChoiceType<T> implements Type<T> {
    private final Map<String, T> words;

    private ChoiceType(Map<String, T> words) {
        this.words = words;
    }

    /** The words and their values, in the order of the manual. */
    @SuppressWarnings("unchecked")
    static <T> ChoiceType<T> of(Class<T> type, Object... wordsAndValues) {
        Map<String, T> words = new LinkedHashMap<>();
        for (int i = 0; i < wordsAndValues.length; i += 2) {
            words.put((String) wordsAndValues[i], type.cast(wordsAndValues[i + 1]));
        }
        return new ChoiceType<>(words);
    }

    @Override
    public Optional<T> read(Node node, Reading at) {
        if (node instanceof Hole) {
            return Optional.empty();
        }
        String list = String.join(", ", words.keySet());
        if (!(node instanceof Scalar scalar) || scalar.isNull()) {
            at.report(at.problem("P007", node, at.name() + " is one of " + list + ", not " + Node.shape(node)));
            return Optional.empty();
        }
        T value = words.get(scalar.text());
        if (value != null && scalar.isText()) {
            return Optional.of(value);
        }
        if (scalar.secret()) {
            at.report(SecretType.plain(scalar, at));
            return Optional.empty();
        }
        String meant = value != null
                ? "\"" + scalar.text() + "\""
                : Nearest.to(scalar.text(), words.keySet()).orElse(null);
        at.report(at.problem("P011", node, at.name() + " can't be \"" + Texts.shorten(scalar.text()) + "\"")
                .meant(meant)
                .help("one of " + list));
        return Optional.empty();
    }

    @Override
    public String word() {
        return "one of " + String.join(", ", words.keySet());
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return Definitions.map("enum", List.copyOf(words.keySet()));
    }
}
