package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Scalar;
import io.portolan.model.PortRange;
import java.util.Map;
import java.util.Optional;

/** A port, or a range of ports as {@code 8080-8081}. */
final class PortRangeType implements Type<PortRange> {
    static final PortRangeType PORTS = new PortRangeType();

    private static final IntegerType PORT = new IntegerType("port", 0, 65535);
    private static final TextType<PortRange> RANGE =
            TextType.of("port or a range of ports", "8080-8081", "^[0-9]{1,5}-[0-9]{1,5}$", PortRange::parse);

    private PortRangeType() {}

    @Override
    public Optional<PortRange> read(Node node, Reading at) {
        return node instanceof Scalar s && s.isInteger()
                ? PORT.read(node, at).map(PortRange::of)
                : RANGE.read(node, at);
    }

    @Override
    public String word() {
        return "port or range";
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return Definitions.anyOf(PORT.schema(definitions), RANGE.schema(definitions));
    }
}
