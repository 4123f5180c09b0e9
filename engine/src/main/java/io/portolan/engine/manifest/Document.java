package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Mapping;
import io.portolan.engine.manifest.Node.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document whose kind is known.
 *
 * @param provider the type whose native options it holds; empty for documents of the format itself
 * @param nameAt where the name stands, else the document
 */
record Document(Mapping root, String provider, String kind, String name, Location nameAt) {
    private static final String FORMAT = "portolan.io/v1";
    private static final Pattern OPTIONS = Pattern.compile("([a-z0-9-]{1,40})\\.portolan\\.io/v1");
    private static final Pattern KIND_LINE = Pattern.compile("(?m)^kind: *([A-Za-z]{1,40})");
    private static final Pattern NAME_LINE =
            Pattern.compile("(?m)^(?:metadata: *\\{ *|  +)name: *\"?([a-z0-9.-]{1,63})");

    /** The document's identity in messages: {@code LoadBalancer/web}. */
    String path() {
        return name.isEmpty() ? kind : kind + "/" + name;
    }

    boolean isNative() {
        return !provider.isEmpty();
    }

    /** Reads the head of a document; empty when it is none of ours, which is reported. */
    static Optional<Document> of(Node node, Diagnostics problems) {
        if (!(node instanceof Mapping root)) {
            problems.add(Diagnostic.of("P007", node.at(), "a document is a mapping, not " + Node.shape(node))
                    .help("apiVersion: " + FORMAT + ", kind, metadata, spec"));
            return Optional.empty();
        }
        Optional<Scalar> version = text(root, "apiVersion", problems);
        Optional<Scalar> kind = text(root, "kind", problems);
        if (version.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        Matcher options = OPTIONS.matcher(version.get().text());
        boolean isNative = options.matches();
        if (!isNative && !version.get().text().equals(FORMAT)) {
            problems.add(foreign(version.get()));
            return Optional.empty();
        }
        if (!isNative && Kinds.find(kind.get().text()).isEmpty()) {
            problems.add(unknown(kind.get()));
            return Optional.empty();
        }
        Optional<Scalar> name =
                root.mapping("metadata").flatMap(m -> m.scalar("name")).filter(Scalar::isText);
        return Optional.of(new Document(
                root,
                isNative ? options.group(1) : "",
                Texts.shorten(kind.get().text()),
                name.filter(n -> !n.secret()).map(n -> Texts.shorten(n.text())).orElse(""),
                name.map(Scalar::at).orElse(root.at())));
    }

    private static Optional<Scalar> text(Mapping root, String field, Diagnostics problems) {
        Optional<Node> value = root.find(field);
        if (value.isEmpty()) {
            problems.add(Diagnostic.of("P006", root.at(), "a document needs the field `" + field + "`")
                    .help(field.equals("kind") ? kinds() : "apiVersion: " + FORMAT));
            return Optional.empty();
        }
        if (value.get() instanceof Scalar s && s.isText() && !s.secret()) {
            return Optional.of(s);
        }
        problems.add(Diagnostic.of("P007", value.get().at(), field + " is a text, not " + Node.shape(value.get())));
        return Optional.empty();
    }

    private static Diagnostic foreign(Scalar version) {
        String text = Texts.shorten(version.text());
        Optional<String> meant = Nearest.to(text, List.of(FORMAT));
        Diagnostic problem =
                Diagnostic.of("P016", version.at(), "documents of apiVersion \"" + text + "\" are not read");
        boolean otherApi = text.matches("v[0-9][a-z0-9]*|[a-z0-9.-]*/v[0-9][a-z0-9]*");
        return meant.isPresent()
                ? problem.meant(meant.get())
                : problem.help(
                        otherApi
                                ? "this version reads " + FORMAT + " only; objects of other APIs are not understood"
                                : "write apiVersion: " + FORMAT);
    }

    private static Diagnostic unknown(Scalar kind) {
        String text = Texts.shorten(kind.text());
        Diagnostic problem = Diagnostic.of("P016", kind.at(), "there is no kind \"" + text + "\"");
        return Nearest.to(text, Kinds.documented().keySet())
                .map(problem::meant)
                .orElse(problem)
                .help(kinds());
    }

    private static String kinds() {
        return "kinds: " + String.join(", ", Kinds.documented().keySet());
    }

    /** What an unreadable document would probably have declared, so that the others' references to it are not called wrong. */
    static Optional<Document> guess(Chunk chunk) {
        Matcher kind = KIND_LINE.matcher(chunk.text());
        if (!kind.find()) {
            return Optional.empty();
        }
        Matcher name = NAME_LINE.matcher(chunk.text());
        Location at = new Location(chunk.source(), chunk.start(), 1, 2);
        Mapping nothing = new Mapping(at, List.of(), null);
        return Optional.of(new Document(nothing, "", kind.group(1), name.find() ? name.group(1) : "", at));
    }
}
