package io.portolan.cli.status;

import io.portolan.EventListener;
import io.portolan.Health;
import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.cli.plan.Keys;
import io.portolan.cli.plan.PlanFlags;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.terminal.Text;
import io.portolan.cli.workspace.InputException;
import io.portolan.cli.workspace.OutputFormat;
import io.portolan.cli.workspace.StackArguments;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.Json;
import io.portolan.engine.Portolan;
import io.portolan.engine.Status;
import io.portolan.engine.manifest.ManifestSchema;
import io.portolan.model.Key;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the native things behind a resource, or what a field of a manifest means. */
@Command(
        name = "explain",
        description = {
            "Shows the native things behind a resource: portolan explain LoadBalancer/web --in examples/shop.",
            "Or what a kind or field means: portolan explain LoadBalancer.spec.pools.drainTimeout."
        })
public final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "KEY|FIELD", description = "Kind/name, Kind, or Kind.spec.field.")
    private String what = "";

    @Option(
            names = "--in",
            paramLabel = "STACK",
            description = "The stack's folder or files; the working folder if none.")
    private List<String> paths = new ArrayList<>();

    @Mixin
    private final StackArguments arguments = new StackArguments();

    @Mixin
    private final OutputFormat output = new OutputFormat();

    /** The command on this terminal. */
    public ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return what.contains("/") ? resource(PlanFlags.key(what)) : field();
    }

    private int field() {
        Optional<String> text = what.contains(".")
                ? ManifestSchema.explain(what).map(doc -> doc.text() + FieldSupport.of(what))
                : ManifestSchema.explainKind(what);
        if (text.isEmpty()) {
            throw InputException.of(
                    "P091",
                    "there is no kind or field " + what,
                    "kinds: " + String.join(", ", ManifestSchema.resourceKinds()) + ", "
                            + String.join(", ", ManifestSchema.otherKinds()),
                    "a resource: portolan explain LoadBalancer/web");
        }
        if (output.isJson()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("apiVersion", "portolan.io/v1");
            document.put("kind", "Explanation");
            document.put("of", what);
            document.put("text", text.get());
            terminal.out().println(Json.write(document));
        } else {
            terminal.out().print(text.get());
        }
        return Exit.DONE;
    }

    private int resource(Key key) {
        Workspace workspace = Workspace.load(terminal, arguments, paths);
        try (Portolan portolan = workspace.open(EventListener.none())) {
            Status status = portolan.status(workspace.provider().name(), workspace.stack());
            Found found = status.found().get(key);
            if (found == null && workspace.stack().find(key).isEmpty()) {
                throw InputException.of(
                        "P092",
                        "there is no " + key + " in stack " + workspace.stack().name(),
                        "resources: " + Keys.list(workspace.stack().resources().keySet(), 12));
            }
            List<String> tree = tree(found, Optional.ofNullable(status.views().get(key)));
            if (output.isJson()) {
                terminal.out().println(Json.write(document(workspace, key, tree)));
            } else {
                print(workspace, key, tree, Optional.ofNullable(status.health().get(key)));
            }
            return Exit.DONE;
        }
    }

    private static List<String> tree(@org.jspecify.annotations.Nullable Found found, Optional<View<?>> view) {
        List<String> tree = view.map(View::tree).orElse(List.of());
        if (!tree.isEmpty() || found == null) {
            return tree;
        }
        return found.parts().entrySet().stream()
                .map(e -> Text.column(e.getKey().part(), 20)
                        + Text.column(e.getKey().value(), 30)
                        + (e.getValue() == io.portolan.spi.driver.Mark.Origin.CREATED ? "made" : "adopted"))
                .toList();
    }

    private void print(Workspace workspace, Key key, List<String> tree, Optional<Health> health) {
        terminal.out()
                .println(key + workspace.place(key).map(p -> " (" + p + ")").orElse(" (in no manifest)") + "  ->  "
                        + workspace.providerName());
        if (tree.isEmpty()) {
            terminal.out().println("nothing is there yet: " + workspace.command("plan"));
        }
        tree.forEach(terminal.out()::println);
        health.ifPresent(h -> {
            terminal.out().println(h);
            h.parts().forEach(p -> terminal.out().println("  " + p));
        });
        String used = Keys.list(usedBy(workspace.stack(), key), 12);
        String uses = Keys.list(uses(workspace.stack(), key), 12);
        Text.wrap(
                        (used.isEmpty() ? "" : "Used by: " + used + ". ")
                                + (uses.isEmpty() ? "" : "Uses: " + uses + "."),
                        Text.WIDTH)
                .forEach(terminal.out()::println);
    }

    private static Map<String, Object> document(Workspace workspace, Key key, List<String> tree) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "portolan.io/v1");
        document.put("kind", "Explanation");
        document.put("of", key.toString());
        document.put("provider", workspace.providerName());
        workspace.place(key).ifPresent(place -> document.put("place", place));
        document.put("tree", tree);
        document.put(
                "usedBy",
                usedBy(workspace.stack(), key).stream().map(Key::toString).toList());
        document.put(
                "uses", uses(workspace.stack(), key).stream().map(Key::toString).toList());
        return document;
    }

    private static List<Key> usedBy(Stack stack, Key key) {
        return stack.resources().values().stream()
                .filter(r -> uses(r).contains(key))
                .map(Resource::key)
                .toList();
    }

    private static List<Key> uses(Stack stack, Key key) {
        return stack.find(key).map(r -> List.copyOf(uses(r))).orElse(List.of());
    }

    private static Set<Key> uses(Resource resource) {
        Set<Key> keys = new TreeSet<>();
        for (Ref<?> ref : resource.spec().references()) {
            ref.key().ifPresent(keys::add);
        }
        return keys;
    }
}
