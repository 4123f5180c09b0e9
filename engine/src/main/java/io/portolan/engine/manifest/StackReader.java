package io.portolan.engine.manifest;

import io.portolan.Stack;
import io.portolan.engine.manifest.DocumentForms.Parts;
import io.portolan.engine.manifest.Node.Entry;
import io.portolan.engine.manifest.Node.Mapping;
import io.portolan.engine.manifest.StackForms.EnvironmentSpec;
import io.portolan.engine.manifest.StackForms.StackSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a set of documents says about the stack itself: its name, labels, variables and environments. */
final class StackReader {
    private final Session session;
    private final Manifests order;
    private final List<Document> unreadable;
    private final Variables variables = new Variables();
    private final Map<String, Environment> environments = new LinkedHashMap<>();
    private final Map<String, EnvironmentSpec> specs = new LinkedHashMap<>();
    private final Map<String, Document> documents = new LinkedHashMap<>();
    private Map<String, String> labels = Map.of();
    private String name = "";

    StackReader(Session session, List<Document> all, List<Document> unreadable, Manifests order) {
        this.session = session;
        this.order = order;
        this.unreadable = unreadable;
        List<Document> stacks = of(all, Kinds.STACK);
        stacks.stream().limit(1).forEach(this::stack);
        stacks.stream()
                .skip(1)
                .forEach(d -> report(Diagnostic.of("P021", d.root().at(), "this stack is described twice")
                        .because("the first is in "
                                + stacks.get(0).root().at().from(d.root().at()))));
        if (isUnreadable(Kinds.STACK)) {
            variables.forgive();
        }
        of(all, Kinds.ENVIRONMENT).forEach(this::environment);
        values();
    }

    private static List<Document> of(List<Document> all, String kind) {
        return all.stream().filter(d -> !d.isNative() && d.kind().equals(kind)).toList();
    }

    private boolean isUnreadable(String kind) {
        return unreadable.stream().anyMatch(d -> d.kind().equals(kind));
    }

    private void report(Diagnostic problem) {
        session.problems().add(problem);
    }

    private void stack(Document document) {
        name = document.name();
        Reading at = Reading.of(session, document.path());
        Optional<? extends Parts<?>> parts = Kinds.read(document, at);
        labels = parts.map(Parts::labels).orElse(Map.of());
        Optional<StackSpec> spec = parts.map(p -> (StackSpec) p.spec());
        List<Entry> declared = document.root()
                .mapping("spec")
                .flatMap(s -> s.mapping("variables"))
                .map(Mapping::entries)
                .orElse(List.of());
        for (Entry entry : declared) {
            String variable = entry.key().text();
            StackForms.Declared read =
                    spec.map(s -> s.variables().get(variable)).orElse(null);
            if (read == null) {
                variables.forgive(variable);
            } else {
                Literals.check(entry.value(), session.problems());
                variables.declare(variable, entry.key().at(), read);
            }
        }
    }

    private void environment(Document document) {
        Reading at = Reading.of(session, document.path());
        Optional<? extends Parts<?>> parts = Kinds.read(document, at);
        Document first = documents.putIfAbsent(document.name(), document);
        if (first != null) {
            report(Diagnostic.of("P021", document.nameAt(), "there are two environments named " + document.name())
                    .because("the first is in " + first.nameAt().from(document.nameAt())));
            return;
        }
        if (parts.isEmpty()) {
            return;
        }
        EnvironmentSpec spec = (EnvironmentSpec) parts.get().spec();
        specs.put(document.name(), spec);
        environments.put(
                document.name(),
                Environment.of(
                        document.name(),
                        spec.provider(),
                        spec.memberProviders(),
                        parts.get().labels(),
                        document.root().at()));
        Optional<Mapping> values = document.root().mapping("spec").flatMap(s -> s.mapping("values"));
        values.ifPresent(v -> v.entries().forEach(e -> known(e, at)));
    }

    private void known(Entry entry, Reading at) {
        String variable = entry.key().text();
        Literals.check(entry.value(), session.problems());
        if (!variables.isDeclared(variable) && !variables.isForgiven(variable)) {
            Diagnostic problem = Diagnostic.of(
                            "P061",
                            entry.key().at(),
                            "no variable of this stack is named \"" + Texts.shorten(variable) + "\"")
                    .at(at.path() + ".spec.values")
                    .help("variables are declared in `kind: Stack`, spec.variables");
            report(Nearest.to(variable, variables.names()).map(problem::meant).orElse(problem));
        }
    }

    private void values() {
        order.environmentName().ifPresent(this::choose);
        order.values().forEach((variable, text) -> {
            Location at = Location.outside("--set " + Texts.shorten(variable));
            if (variables.isDeclared(variable)) {
                variables.give(variable, Literals.value(text, at), "--set " + variable);
            } else if (!variables.isForgiven(variable)) {
                Diagnostic problem = Diagnostic.of(
                        "P061", at, "no variable of this stack is named \"" + Texts.shorten(variable) + "\"");
                report(Nearest.to(variable, variables.names())
                        .map(problem::meant)
                        .orElse(problem));
            }
        });
    }

    private void choose(String chosen) {
        EnvironmentSpec spec = specs.get(chosen);
        if (spec == null) {
            if (!documents.containsKey(chosen) && !isUnreadable(Kinds.ENVIRONMENT)) {
                Location at = Location.outside("--env " + Texts.shorten(chosen));
                Diagnostic problem = Diagnostic.of(
                                "P070", at, "there is no environment \"" + Texts.shorten(chosen) + "\"")
                        .help(
                                documents.isEmpty()
                                        ? "this stack has no environments: leave --env away"
                                        : "environments: " + String.join(", ", documents.keySet()));
                report(Nearest.to(chosen, documents.keySet())
                        .map(problem::meant)
                        .orElse(problem));
            }
            return;
        }
        Document document = documents.get(chosen);
        if (spec.members() != null && document != null) {
            Node members = document.root()
                    .mapping("spec")
                    .flatMap(s -> s.find("members"))
                    .orElse(document.root());
            report(Diagnostic.of("P071", members.at(), "environment " + chosen + " runs on several providers")
                    .at(document.path() + ".spec.members")
                    .help("several at once are not in this version; an environment with one `provider` works"));
        }
        spec.values().forEach((variable, value) -> {
            if (variables.isDeclared(variable)) {
                String place = document == null
                        ? ""
                        : " (" + value.at().file() + ":" + value.at().line() + ")";
                variables.give(variable, value, "environment " + chosen + place);
            }
        });
    }

    Variables variables() {
        return variables;
    }

    Map<String, String> labels() {
        return labels;
    }

    List<Environment> environments() {
        return new ArrayList<>(environments.values());
    }

    /** The environment that was asked for. */
    Optional<Environment> environment() {
        return order.environmentName().flatMap(e -> Optional.ofNullable(environments.get(e)));
    }

    /** The empty stack, under its name. */
    Stack stack() {
        String folder = order.folderName();
        String environment = environment().map(Environment::name).orElse("");
        if (!name.isEmpty() && Texts.isName(name)) {
            return Stack.named(name, Texts.isName(environment) ? environment : "");
        }
        if (Texts.isName(folder)) {
            return Stack.named(folder, Texts.isName(environment) ? environment : "");
        }
        if (name.isEmpty() && !isUnreadable(Kinds.STACK)) {
            report(
                    Diagnostic.of(
                                    "P022",
                                    Location.outside(folder.isEmpty() ? "." : folder),
                                    "a stack can't be named for this folder")
                            .help(
                                    "a name is lower case letters, digits and hyphens: name the folder so, or add `kind: Stack`"));
        }
        return Stack.named("unnamed", Texts.isName(environment) ? environment : "");
    }
}
