package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Mapping;
import io.portolan.engine.manifest.Node.Sequence;
import io.portolan.model.FieldPath;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the node of a field's path. */
final class Walk {
    private static final Pattern STEP = Pattern.compile("\\[(\\d{1,9})]|([^.\\[\\]]+)");

    private Walk() {}

    /** The node at this path below another or, where the path goes on further than the nodes do, the last one on the way. */
    static Node to(Node start, FieldPath path) {
        Node node = start;
        Matcher step = STEP.matcher(path.toString());
        while (step.find()) {
            Optional<Node> next = next(node, step);
            if (next.isEmpty()) {
                return node;
            }
            node = next.get();
        }
        return node;
    }

    private static Optional<Node> next(Node node, Matcher step) {
        if (step.group(1) == null) {
            return node instanceof Mapping mapping ? mapping.find(step.group(2)) : Optional.empty();
        }
        int i = Integer.parseInt(step.group(1));
        return node instanceof Sequence sequence && i < sequence.items().size()
                ? Optional.of(sequence.items().get(i))
                : Optional.empty();
    }
}
