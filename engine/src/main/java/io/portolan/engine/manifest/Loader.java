package io.portolan.engine.manifest;

import io.portolan.Stack;
import io.portolan.engine.manifest.DocumentForms.Parts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the files of a stack: documents, then the stack and its environments, then variables, then resources, then what lies between. */
final class Loader {
    private final Manifests order;
    private final Diagnostics problems = new Diagnostics();
    private final Configuration configuration;
    private final Session session;
    private final List<Document> documents = new ArrayList<>();
    private final List<Document> unreadable = new ArrayList<>();
    private int files;
    private int count;

    Loader(Manifests order) {
        this.order = order;
        this.configuration = Configuration.find(order.folder(), order.surroundings());
        SecretReader secrets = new SecretReader(order.secrets(), order.surroundings(), configuration.stores());
        this.session = new Session(secrets, problems);
    }

    Manifest load() {
        configuration.problems().all().forEach(problems::add);
        for (SourceFile source : new SourceReader(order.surroundings(), problems).read(order.paths())) {
            files++;
            Chunk.of(source).forEach(this::chunk);
        }
        StackReader head = new StackReader(session, documents, unreadable, order);
        Stack stack = head.stack();
        Map<String, String> labels = new TreeMap<>(head.labels());
        head.environment().ifPresent(e -> labels.putAll(e.labels()));
        Draft draft = new Draft(stack, labels);
        Interpolation interpolation = new Interpolation(head.variables(), problems, stack.name());
        List<Document> resources = documents.stream()
                .filter(d -> d.isNative() || Kinds.isResource(d.kind()))
                .map(d -> new Document(
                        interpolation.document(d.root(), d.path()), d.provider(), d.kind(), d.name(), d.nameAt()))
                .toList();
        unreadable.forEach(this::declare);
        resources.stream().filter(d -> !d.isNative()).forEach(this::declare);
        resources.stream()
                .filter(d -> !d.isNative())
                .sorted(Comparator.comparing(d -> !d.kind().equals("DnsZone")))
                .forEach(d -> resource(d, draft));
        session.references().check(stack.name());
        draft.checkBetween();
        NativeOptionsReader options = new NativeOptionsReader(session, stack, draft, order.options());
        List<UnreadOptions> unread = resources.stream()
                .filter(Document::isNative)
                .map(options::read)
                .flatMap(Optional::stream)
                .toList();
        if (unreadable.isEmpty()) {
            unused(head.variables());
        }
        return new Manifest(
                options.stack(),
                Problems.of(problems.all(), files, count),
                head.environments(),
                head.environment().orElse(null),
                head.variables().shown(),
                draft.places(),
                unread,
                configuration);
    }

    private void chunk(Chunk chunk) {
        count++;
        int before = problems.all().size();
        Optional<Node> node = YamlReader.read(chunk, problems);
        if (node.isEmpty()) {
            if (problems.all().size() == before) {
                count--;
            }
            Document.guess(chunk).ifPresent(unreadable::add);
            return;
        }
        Optional<Document> document = Document.of(node.get(), problems);
        if (document.map(d -> d.kind().equals(Kinds.CONFIGURATION) && !d.isNative())
                .orElse(false)) {
            problems.add(Diagnostic.of("P016", node.get().at(), "a Configuration is no part of a stack")
                    .help("it is a file of its own, portolan.yaml, in this folder or above"));
            return;
        }
        document.ifPresent(documents::add);
    }

    private void declare(Document document) {
        if (document.name().isEmpty()) {
            return;
        }
        Optional<Location> first = session.references().find(document.kind(), document.name());
        if (first.isPresent() && !document.kind().equals("RecordSet")) {
            problems.add(Diagnostic.of("P021", document.nameAt(), "there are two " + document.path() + " in this stack")
                    .at(document.path())
                    .because("the first is in " + first.get().from(document.nameAt()))
                    .help("names are unique within a kind"));
        }
        session.references().declare(document.kind(), document.name(), document.nameAt());
    }

    private void resource(Document document, Draft draft) {
        Reading at = Reading.of(session, document.path());
        Optional<? extends Parts<?>> parts = Kinds.read(document, at);
        boolean again = session.references()
                .find(document.kind(), document.name())
                .filter(first -> !first.equals(document.nameAt()))
                .isPresent();
        if (!again || document.kind().equals("RecordSet")) {
            parts.ifPresent(p -> draft.add(document, p, at));
        }
    }

    private void unused(Variables variables) {
        variables
                .unused()
                .forEach((name, at) -> problems.add(Diagnostic.of("P064", at, "variable " + name + " is used nowhere")
                        .warning()));
    }
}
