package io.portolan.engine.manifest;

/** A document of native options that the chosen provider does not read: the plan says so, and nothing else happens. */
public final class UnreadOptions {
    private final String providerType;
    private final String kind;
    private final String name;
    private final Location at;

    private UnreadOptions(String providerType, String kind, String name, Location at) {
        this.providerType = providerType;
        this.kind = kind;
        this.name = name;
        this.at = at;
    }

    static UnreadOptions of(Document document) {
        return new UnreadOptions(
                document.provider(),
                document.kind(),
                document.name(),
                document.root().at());
    }

    /** The type of the provider that would read it. */
    public String providerType() {
        return providerType;
    }

    /** Its kind, as {@code LoadBalancerOptions}. */
    public String kind() {
        return kind;
    }

    /** The name of the resource that it adds to. */
    public String name() {
        return name;
    }

    /** Where it stands. */
    public Location at() {
        return at;
    }

    @Override
    public String toString() {
        return providerType + " " + kind + "/" + name;
    }
}
