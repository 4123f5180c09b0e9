package io.portolan.spi;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Durations;
import io.portolan.model.Secret;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One typed setting of a provider. A constant of its factory. Never a secret in {@code portolan.yaml}: a {@link Secret} setting is read
 * from the environment or given in Java.
 *
 * @param <T> the type of the value
 */
public final class Setting<T> {
    private final String name;
    private final Class<T> type;
    private final Function<String, T> parser;
    private final String description;

    private Setting(String name, Class<T> type, Function<String, T> parser, String description) {
        this.name = requireNonNull(name, "name");
        this.type = requireNonNull(type, "type");
        this.parser = requireNonNull(parser, "parser");
        this.description = requireNonNull(description, "description");
    }

    /** A setting whose text is read by this function, which throws {@code IllegalArgumentException} with what is expected. */
    public static <T> Setting<T> of(String name, Class<T> type, Function<String, T> parser, String description) {
        return new Setting<>(name, type, parser, description);
    }

    /** A setting with plain text. */
    public static Setting<String> text(String name, String description) {
        return new Setting<>(name, String.class, Function.identity(), description);
    }

    /** A setting with a whole number. */
    public static Setting<Integer> number(String name, String description) {
        return new Setting<>(name, Integer.class, Setting::parseNumber, description);
    }

    /** A setting with a duration. */
    public static Setting<Duration> duration(String name, String description) {
        return new Setting<>(name, Duration.class, Durations::parse, description);
    }

    /** A secret. */
    public static Setting<Secret> secret(String name, String description) {
        return new Setting<>(name, Secret.class, Secret::of, description);
    }

    private static Integer parseNumber(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a whole number: '" + text + "'", e);
        }
    }

    /** The name, lower camel case. */
    public String name() {
        return name;
    }

    /** The type of the value. */
    public Class<T> type() {
        return type;
    }

    /** Reads a text. */
    public T parse(String text) {
        return parser.apply(text);
    }

    /** One sentence for the documentation. */
    public String description() {
        return description;
    }

    /** Whether its value must not be shown. */
    public boolean isSecret() {
        return type == Secret.class;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Setting<?> s && name.equals(s.name) && type.equals(s.type);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type);
    }

    @Override
    public String toString() {
        return name;
    }
}
