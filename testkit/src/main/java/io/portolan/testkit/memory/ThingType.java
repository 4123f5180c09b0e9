package io.portolan.testkit.memory;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of one type of thing, as an author would find them in the cloud's documentation. */
final class ThingType {
    private final String name;
    private boolean token;
    private boolean marked = true;
    private boolean slow;
    private boolean placed;
    private Children children = Children.NONE;
    private String parent = "";
    private String keptBy = "";
    private Set<String> fixed = Set.of();
    private List<String> references = List.of();
    private List<String> unique = List.of();

    /** What becomes of children when their parent is deleted. */
    enum Children {
        NONE,
        /** They keep it. */
        HOLD,
        /** They go along. */
        FOLLOW
    }

    private String alone = "";

    private ThingType(String name) {
        this.name = name;
    }

    static ThingType of(String name) {
        return new ThingType(name);
    }

    /** Creates take a token. */
    ThingType token() {
        token = true;
        return this;
    }

    /** It can't carry a mark; it belongs to what its attribute {@code parent} names. */
    ThingType unmarked() {
        marked = false;
        return this;
    }

    /** It can't carry a mark; it belongs to the thing of that type which has its name, if any. */
    ThingType namedAfter(String type) {
        marked = false;
        keptBy = type;
        return this;
    }

    /** It takes its time. */
    ThingType slow() {
        slow = true;
        return this;
    }

    /** It stands on a host. */
    ThingType placed() {
        placed = true;
        return this;
    }

    ThingType child(String of, Children how) {
        parent = of;
        children = how;
        return this;
    }

    /** Attributes that can't be changed. */
    ThingType fixed(String... attributes) {
        fixed = Set.of(attributes);
        return this;
    }

    /** Attributes that hold ids of things that must exist, and are held by it. */
    ThingType references(String... attributes) {
        references = List.of(attributes);
        return this;
    }

    /** Attributes that no two of the type may share. */
    ThingType unique(String... attributes) {
        unique = List.of(attributes);
        return this;
    }

    /** While one is busy, others with the same attribute refuse writes. */
    ThingType alone(String attribute) {
        alone = attribute;
        return this;
    }

    String alone() {
        return alone;
    }

    String name() {
        return name;
    }

    boolean takesToken() {
        return token;
    }

    boolean isMarked() {
        return marked;
    }

    boolean isSlow() {
        return slow;
    }

    boolean isPlaced() {
        return placed;
    }

    String parent() {
        return parent;
    }

    /** The type of the thing whose name it bears; empty: none. */
    String keptBy() {
        return keptBy;
    }

    Children children() {
        return children;
    }

    Set<String> fixed() {
        return fixed;
    }

    List<String> references() {
        return references;
    }

    List<String> unique() {
        return unique;
    }

    /** Everything that a cloud of this temper has. */
    static Map<String, ThingType> of(Temper temper) {
        return Layouts.of(temper);
    }

    @Override
    public String toString() {
        return name;
    }
}
