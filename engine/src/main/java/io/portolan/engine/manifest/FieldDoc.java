package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Attribute.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the manual says of one field of a manifest. */
public final class FieldDoc {
    private final String path;
    private final Attribute<?> attribute;

    private FieldDoc(String path, Attribute<?> attribute) {
        this.path = path;
        this.attribute = attribute;
    }

    static FieldDoc of(String path, Attribute<?> attribute) {
        return new FieldDoc(path, attribute);
    }

    /** The path, as {@code LoadBalancer.spec.pools.drainTimeout}. */
    public String path() {
        return path;
    }

    /** The name. */
    public String name() {
        return attribute.name();
    }

    /** What kind of value it has: {@code duration}, {@code list of pools}. */
    public String type() {
        return attribute.type().word();
    }

    /** What it is, in a sentence or two. */
    public String description() {
        return attribute.doc();
    }

    /** What {@code default} sets it back to, and what it has after creation where nothing is given; only of fields with three states. */
    public Optional<String> standard() {
        return Optional.of(attribute.standard()).filter(s -> !s.isEmpty());
    }

    /** Whether it has to be there. */
    public boolean isRequired() {
        return attribute.isRequired();
    }

    /** Whether leaving it away leaves the resource as it is, and {@code default} sets it back. */
    public boolean hasThreeStates() {
        return attribute.presence() == Presence.THREE_STATES;
    }

    /** A value as it is written. */
    public Optional<String> example() {
        return Optional.of(attribute.example()).filter(e -> !e.isEmpty());
    }

    /** The names of the fields in it; none for a scalar. */
    public List<String> fields() {
        return attribute
                .type()
                .form()
                .map(f -> List.copyOf(f.attributes().keySet()))
                .orElse(List.of());
    }

    /** For people: as {@code explain} prints it, a line feed at the end of each line. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(name() + ": " + type() + ". " + description());
        if (isRequired()) {
            lines.add("Required.");
        }
        standard().ifPresent(s -> lines.add("Default " + s + "."));
        if (hasThreeStates()) {
            lines.add("Unset: left as it is; on creation the default.");
        }
        example().ifPresent(e -> lines.add("Example: " + name() + ": " + e));
        if (!fields().isEmpty()) {
            lines.add("Fields: " + String.join(", ", fields()));
        }
        return String.join("\n", lines) + "\n";
    }

    @Override
    public String toString() {
        return path + ": " + type();
    }
}
