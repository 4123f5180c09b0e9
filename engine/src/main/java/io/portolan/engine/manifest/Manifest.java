package io.portolan.engine.manifest;

import io.portolan.Stack;
import io.portolan.engine.manifest.Draft.Placed;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stack as it was read from manifests, with what is wrong with them and the place of everything. */
public final class Manifest {
    private final Stack stack;
    private final Problems problems;
    private final List<Environment> environments;
    private final @Nullable Environment environment;
    private final List<Variable> variables;
    private final Map<Key, Placed> places;
    private final List<UnreadOptions> unread;
    private final Configuration configuration;

    Manifest(
            Stack stack,
            Problems problems,
            List<Environment> environments,
            @Nullable Environment environment,
            List<Variable> variables,
            Map<Key, Placed> places,
            List<UnreadOptions> unread,
            Configuration configuration) {
        this.stack = stack;
        this.problems = problems;
        this.environments = List.copyOf(environments);
        this.environment = environment;
        this.variables = List.copyOf(variables);
        this.places = places;
        this.unread = List.copyOf(unread);
        this.configuration = configuration;
    }

    /**
     * The stack.
     *
     * @throws IllegalStateException when there are errors: it is not whole then
     */
    public Stack stack() {
        if (problems.hasErrors()) {
            throw new IllegalStateException("the manifests of stack " + stack.name() + " have " + problems);
        }
        return stack;
    }

    /**
     * What could be read of the stack, for further checks while there are errors, so that all of them are reported at once. Resources
     * that could not be made are missing; optional fields that could not be read are unset; secrets may be placeholders. Never to be
     * planned.
     */
    public Stack draft() {
        return stack;
    }

    /** The stack's name. */
    public String name() {
        return stack.name();
    }

    /** What is wrong with the files. */
    public Problems problems() {
        return problems;
    }

    /** The environments that are described, in the order of files. */
    public List<Environment> environments() {
        return environments;
    }

    /** The environment that was asked for; empty where none was, or it is not there. */
    public Optional<Environment> environment() {
        return Optional.ofNullable(environment);
    }

    /** The variables and where their values come from. */
    public List<Variable> variables() {
        return variables;
    }

    /** Documents of native options that were not read, because their provider type was not asked for. */
    public List<UnreadOptions> unreadOptions() {
        return unread;
    }

    /** The settings of {@code portolan.yaml}; its problems are among {@link #problems()}. */
    public Configuration configuration() {
        return configuration;
    }

    /**
     * Where a field of a resource stands or, where the field is absent, what would hold it. The empty path is the first line of the
     * resource.
     *
     * @return empty when the manifests have no such resource
     */
    public Optional<Location> place(Key key, FieldPath path) {
        return Optional.ofNullable(places.get(key)).map(p -> p.location(path));
    }

    /** Where the lifecycle of a resource is said; empty where nothing is. */
    public Optional<Location> lifecycle(Key key) {
        return Optional.ofNullable(places.get(key))
                .flatMap(p -> Optional.ofNullable(p.lifecycle()))
                .map(Node::at);
    }

    /**
     * A problem found later, such as what the provider can't hold, at its place. To be added to the others with
     * {@link Problems#and}, which sorts them.
     */
    public Diagnostic diagnose(Key key, Problem problem) {
        Placed placed = places.get(key);
        return placed == null
                ? Diagnostic.of(problem, Location.outside(key.toString()), key + ".spec")
                : placed.diagnose(problem);
    }

    @Override
    public String toString() {
        return stack.owner() + " from " + problems.files() + " files, " + problems;
    }
}
