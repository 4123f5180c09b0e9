package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Hole;
import io.portolan.engine.manifest.Node.Scalar;
import java.util.Map;
import java.util.Optional;

/** True or false. */
final class BooleanType implements Type<Boolean> {
    static final BooleanType BOOLEAN = new BooleanType();

    private BooleanType() {}

    @Override
    public Optional<Boolean> read(Node node, Reading at) {
        if (node instanceof Hole) {
            return Optional.empty();
        }
        if (node instanceof Scalar s && s.isBoolean()) {
            return Optional.of(s.text().equalsIgnoreCase("true"));
        }
        at.report(at.problem("P007", node, at.name() + " is true or false, not " + Node.shape(node)));
        return Optional.empty();
    }

    @Override
    public String word() {
        return "true or false";
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return Definitions.map("type", "boolean");
    }
}
