package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Mapping;
import io.portolan.engine.manifest.Node.Scalar;
import io.portolan.engine.manifest.Node.Sequence;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The values of variables: as they are written, without variables in them. */
final class Literals {
    private Literals() {}

    static void check(Node node, Diagnostics problems) {
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach(e -> check(e.value(), problems));
        } else if (node instanceof Sequence sequence) {
            sequence.items().forEach(item -> check(item, problems));
        } else if (node instanceof Scalar scalar && scalar.text().contains("$(") && !scalar.secret()) {
            problems.add(Diagnostic.of("P063", scalar.at(), "the value of a variable has no variables in it"));
        }
    }

    /** The value that a flag gives: as in a manifest, so that {@code 10} is a number and {@code [a, b]} a list; else the text itself. */
    static Node value(String text, Location at) {
        Scalar plain = new Scalar(at, text, false, PlainSecrets.isKey(text), null);
        if (text.isBlank() || plain.secret()) {
            return plain;
        }
        SourceFile source = new SourceFile(at.file(), at.file(), Path.of(""), text);
        Diagnostics ignored = new Diagnostics();
        List<Chunk> chunks = Chunk.of(source);
        Optional<Node> value = chunks.size() == 1 ? YamlReader.read(chunks.get(0), ignored) : Optional.empty();
        boolean read = value.isPresent() && ignored.all().isEmpty();
        return read && !(value.get() instanceof Scalar s && s.isNull()) ? value.get() : plain;
    }
}
