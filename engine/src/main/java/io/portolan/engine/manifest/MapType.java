package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Entry;
import io.portolan.engine.manifest.Node.Hole;
import io.portolan.engine.manifest.Node.Mapping;
import io.portolan.engine.manifest.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A mapping whose keys are names of the user's. */
final class MapType<V> implements Type<Map<String, V>> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]{0,98}[A-Za-z0-9])?");

    private final Type<V> value;
    private final String word;

    private MapType(Type<V> value, String word) {
        this.value = value;
        this.word = word;
    }

    /** Names and these values. */
    static <V> MapType<V> of(Type<V> value, String word) {
        return new MapType<>(value, word);
    }

    @Override
    public Optional<Map<String, V>> read(Node node, Reading at) {
        if (node instanceof Hole) {
            return Optional.empty();
        }
        if (!(node instanceof Mapping mapping)) {
            at.report(at.problem("P007", node, at.name() + " is a mapping, not " + Node.shape(node)));
            return Optional.empty();
        }
        Map<String, V> values = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            Scalar key = entry.key();
            Reading inside = at.field(Texts.shorten(key.text()), mapping);
            if (!NAME.matcher(key.text()).matches()) {
                at.report(inside.problem("P022", key, "this can't be a name in " + at.name())
                        .help("letters, digits, and . _ / - between them"));
            } else if (entry.value() instanceof Scalar s && s.isNull()) {
                at.report(inside.problem("P004", key, key.text() + " is empty")
                        .help("give it a value; \"\" is the empty text"));
            } else {
                value.read(entry.value(), inside).ifPresent(v -> values.put(key.text(), v));
            }
        }
        return Optional.of(values);
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return Definitions.map(
                "type",
                "object",
                "propertyNames",
                Definitions.map("pattern", "^" + NAME.pattern() + "$"),
                "additionalProperties",
                definitions.orVariable(value.schema(definitions)));
    }

    @Override
    public Optional<Form<?>> form() {
        return value.form();
    }
}
