package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Hole;
import io.portolan.engine.manifest.Node.Scalar;
import io.portolan.engine.manifest.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of values of one type. */
final class ListType<T> implements Type<List<T>> {
    private final Type<T> element;
    private final String plural;

    private ListType(Type<T> element, String plural) {
        this.element = element;
        this.plural = plural;
    }

    /** A list of these. */
    static <T> ListType<T> of(Type<T> element, String plural) {
        return new ListType<>(element, plural);
    }

    @Override
    public Optional<List<T>> read(Node node, Reading at) {
        if (node instanceof Hole) {
            return Optional.empty();
        }
        if (!(node instanceof Sequence sequence)) {
            Diagnostic problem = at.problem("P007", node, at.name() + " is a list, not " + Node.shape(node));
            boolean shown = node instanceof Scalar s
                    && s.isText()
                    && !s.secret()
                    && s.text().length() <= 40;
            at.report(shown ? problem.meant("[" + ((Scalar) node).text() + "]") : problem);
            return Optional.empty();
        }
        List<T> values = new ArrayList<>(sequence.items().size());
        for (int i = 0; i < sequence.items().size(); i++) {
            Node item = sequence.items().get(i);
            Reading inside = at.index(i);
            if (item instanceof Scalar s && s.isNull()) {
                at.report(inside.problem("P004", item, inside.name() + " is empty"));
                inside.lost(false);
                continue;
            }
            Optional<T> value = element.read(item, inside);
            value.ifPresentOrElse(values::add, () -> inside.lost(false));
        }
        return Optional.of(values);
    }

    @Override
    public String word() {
        return "list of " + plural;
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return Definitions.map("type", "array", "items", definitions.orVariable(element.schema(definitions)));
    }

    @Override
    public Optional<Form<?>> form() {
        return element.form();
    }
}
