package io.portolan.engine.manifest;

/** A variable of a stack, as it was used. */
public final class Variable {
    private final String name;
    private final String value;
    private final String origin;
    private final String description;

    private Variable(String name, String value, String origin, String description) {
        this.name = name;
        this.value = value;
        this.origin = origin;
        this.description = description;
    }

    static Variable of(String name, String value, String origin, String description) {
        return new Variable(name, value, origin, description);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The value as it is shown, cut where it is long; empty where it has none. */
    public String value() {
        return value;
    }

    /** Where the value comes from: a flag, an environment, the default; empty where it has none. */
    public String origin() {
        return origin;
    }

    /** What it is for; empty where nothing is said. */
    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return name + " = " + value;
    }
}
