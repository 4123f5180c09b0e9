package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Hole;
import io.portolan.engine.manifest.Node.Scalar;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** A whole number within a range. */
final class IntegerType implements Type<Integer> {
    static final IntegerType PORT = new IntegerType("port", 1, 65535);
    static final IntegerType COUNT = new IntegerType("number", 1, Integer.MAX_VALUE);
    static final IntegerType WEIGHT = new IntegerType("number", 0, 1_000_000);

    private final String word;
    private final int min;
    private final int max;

    IntegerType(String word, int min, int max) {
        this.word = word;
        this.min = min;
        this.max = max;
    }

    @Override
    public Optional<Integer> read(Node node, Reading at) {
        if (node instanceof Hole) {
            return Optional.empty();
        }
        if (!(node instanceof Scalar scalar) || !scalar.isInteger()) {
            boolean quoted = node instanceof Scalar s && Numbers.isInteger(s.text()) && !s.secret();
            Diagnostic problem = at.problem("P007", node, at.name() + " is a whole number, not " + Node.shape(node));
            at.report(quoted ? problem.meant(((Scalar) node).text()) : problem);
            return Optional.empty();
        }
        BigInteger value = Numbers.integer(scalar.text());
        if (value.compareTo(BigInteger.valueOf(min)) < 0 || value.compareTo(BigInteger.valueOf(max)) > 0) {
            at.report(at.problem("P011", node, at.name() + " is from " + min + " to " + max));
            return Optional.empty();
        }
        return Optional.of(value.intValueExact());
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return Definitions.map("type", "integer", "minimum", min, "maximum", max);
    }
}
