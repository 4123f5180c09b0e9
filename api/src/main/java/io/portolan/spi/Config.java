package io.portolan.spi;

import static java.util.Objects.requireNonNull;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.model.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of one provider instance, and the name that the user gave it. Prints no values. */
public final class Config {
    private final String name;
    private final Map<Setting<?>, Object> values;

    private Config(String name, Map<Setting<?>, Object> values) {
        this.name = requireNonNull(name, "name");
        this.values = values;
    }

    /** The settings of a provider of this name, none given yet. */
    public static Config named(String name) {
        return new Config(name, Map.of());
    }

    /** The same with this value. */
    public <T> Config set(Setting<T> setting, T value) {
        Map<Setting<?>, Object> copy = new LinkedHashMap<>(values);
        copy.put(setting, setting.type().cast(requireNonNull(value, "value")));
        return new Config(name, copy);
    }

    /** The user's name of the provider. */
    public String name() {
        return name;
    }

    /** The value of a setting; empty when it was not given. */
    public <T> Optional<T> get(Setting<T> setting) {
        return Optional.ofNullable(values.get(setting)).map(setting.type()::cast);
    }

    /**
     * The value of a setting that has to be given.
     *
     * @throws PortolanException with {@code INVALID}, and what to set, when it was not given
     */
    public <T> T require(Setting<T> setting) {
        return get(setting)
                .orElseThrow(() -> new PortolanException(
                        Failure.of(Code.INVALID, "provider " + name + " has no setting " + setting.name())
                                .remedy("give it: " + setting.description())));
    }

    /** The secrets among the values: they are kept out of every failure. */
    public List<Secret> secrets() {
        return values.values().stream()
                .filter(Secret.class::isInstance)
                .map(Secret.class::cast)
                .toList();
    }

    @Override
    public String toString() {
        return name + " " + values.keySet();
    }
}
