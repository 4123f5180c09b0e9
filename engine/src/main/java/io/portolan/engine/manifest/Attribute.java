package io.portolan.engine.manifest;

import org.jspecify.annotations.Nullable;

/**
 * One field of a mapping: the single description that the reader, the suggestions, the JSON Schema, {@code explain} and the manual's
 * tables are made from.
 *
 * @param <T> the type of its value
 */
final class Attribute<T> {
    /** How the absence of a field is meant. */
    enum Presence {
        /** It has to be there. */
        REQUIRED,
        /** It may be left away. */
        OPTIONAL,
        /** It may be left away, which leaves the resource as it is, or be {@code default}. */
        THREE_STATES
    }

    private final String name;
    private final Type<T> type;
    private final Presence presence;
    private final String doc;
    private final String standard;
    private final String example;
    private final @Nullable T placeholder;

    private Attribute(
            String name,
            Type<T> type,
            Presence presence,
            String doc,
            String standard,
            String example,
            @Nullable T placeholder) {
        this.name = name;
        this.type = type;
        this.presence = presence;
        this.doc = doc;
        this.standard = standard;
        this.example = example;
        this.placeholder = placeholder;
    }

    /** A field that has to be there; what it is, in a sentence. */
    static <T> Attribute<T> required(String name, Type<T> type, String doc) {
        return new Attribute<>(name, type, Presence.REQUIRED, doc, "", "", null);
    }

    /** A field that may be left away; what then holds is in the sentence. */
    static <T> Attribute<T> optional(String name, Type<T> type, String doc) {
        return new Attribute<>(name, type, Presence.OPTIONAL, doc, "", "", null);
    }

    /** A field with three states and the default that {@code default} sets it back to. */
    static <T> Attribute<T> states(String name, Type<T> type, String standard, String doc) {
        return new Attribute<>(name, type, Presence.THREE_STATES, doc, standard, "", null);
    }

    /** The same with an example, as it is written. */
    Attribute<T> example(String text) {
        return new Attribute<>(name, type, presence, doc, standard, text, placeholder);
    }

    /** The same, standing for this where it can't be read, so that the rest can still be checked. */
    Attribute<T> placeholder(T value) {
        return new Attribute<>(name, type, presence, doc, standard, example, value);
    }

    String name() {
        return name;
    }

    Type<T> type() {
        return type;
    }

    Presence presence() {
        return presence;
    }

    boolean isRequired() {
        return presence == Presence.REQUIRED;
    }

    String doc() {
        return doc;
    }

    String standard() {
        return standard;
    }

    String example() {
        return example;
    }

    @Nullable
    T placeholder() {
        return placeholder;
    }
}
