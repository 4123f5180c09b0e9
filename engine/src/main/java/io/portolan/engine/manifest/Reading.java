package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Mapping;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the reader is in a document, and where it reports to. */
final class Reading {
    /** What could not be read of one resource, so that the model is not asked about what is missing for that reason. */
    static final class Loss {
        private final Set<String> optional = new HashSet<>();
        private boolean essential;

        /** Whether the resource is not whole enough to be built. */
        boolean isEssential() {
            return essential;
        }

        /** Whether a field beside this one was left away because it could not be read. */
        boolean isBeside(String path) {
            return optional.contains(parent(path));
        }

        private static String parent(String path) {
            return path.substring(0, Math.max(0, path.lastIndexOf('.')));
        }
    }

    private final Session session;
    private final Loss loss;
    private final @Nullable Reading parent;
    private final String step;
    private final @Nullable Mapping owner;

    private Reading(Session session, Loss loss, @Nullable Reading parent, String step, @Nullable Mapping owner) {
        this.session = session;
        this.loss = loss;
        this.parent = parent;
        this.step = step;
        this.owner = owner;
    }

    /** The root of a document or of another thing of its own, such as a record set within a zone. */
    static Reading of(Session session, String path) {
        return new Reading(session, new Loss(), null, path, null);
    }

    Reading field(String name) {
        return new Reading(session, loss, this, "." + name, null);
    }

    /** A field of this mapping. */
    Reading field(String name, Mapping in) {
        return new Reading(session, loss, this, "." + name, in);
    }

    Reading index(int i) {
        return new Reading(session, loss, this, "[" + i + "]", null);
    }

    /** The same place as the root of a thing with losses of its own. */
    Reading apart() {
        return new Reading(session, new Loss(), parent, step, owner);
    }

    /** The path from the document's key on, as {@code LoadBalancer/web.spec.network}. */
    String path() {
        return parent == null ? step : parent.path() + step;
    }

    /** What stands here, for messages: {@code targets}, or {@code an element of targets}. */
    String name() {
        if (step.startsWith("[")) {
            return parent == null ? "an element" : "an element of " + parent.name();
        }
        return step.startsWith(".") ? step.substring(1) : step;
    }

    /** The fields beside this one. */
    Optional<Mapping> owner() {
        return Optional.ofNullable(owner);
    }

    Session session() {
        return session;
    }

    Loss loss() {
        return loss;
    }

    /** A problem at a node, to be given more and then reported. Says where the value comes from if it is not written there. */
    Diagnostic problem(String code, Node node, String message) {
        Diagnostic problem = Diagnostic.of(code, node.at(), message).at(path());
        String origin = node.origin();
        return origin == null ? problem : problem.help("the value comes from " + origin);
    }

    void report(Diagnostic problem) {
        session.problems().add(problem);
    }

    /** Says that this place was left away: an optional field that nothing else depends on, or something that is needed. */
    void lost(boolean isOptional) {
        if (isOptional) {
            loss.optional.add(Loss.parent(path()));
        } else {
            loss.essential = true;
        }
    }
}
