package io.portolan.engine.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A provider of {@code portolan.yaml}: the user's name, the type, and settings as they are written, each with its place. */
public final class ProviderEntry {
    /** A setting as it is written, and where. */
    record Value(String text, Location nameAt, Location at) {}

    private final String name;
    private final String type;
    private final Location at;
    private final Map<String, Value> settings;

    private ProviderEntry(String name, String type, Location at, Map<String, Value> settings) {
        this.name = name;
        this.type = type;
        this.at = at;
        this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    static ProviderEntry of(String name, String type, Location at, Map<String, Value> settings) {
        return new ProviderEntry(name, type, at, settings);
    }

    /** The name that environments and {@code --provider} use. */
    public String name() {
        return name;
    }

    /** The type, as its factory's {@code type()}. */
    public String type() {
        return type;
    }

    /** Where it stands. */
    public Location at() {
        return at;
    }

    /** The settings by name, as they are written. */
    public Map<String, String> settings() {
        Map<String, String> texts = new LinkedHashMap<>();
        settings.forEach((k, v) -> texts.put(k, v.text()));
        return texts;
    }

    Map<String, Value> values() {
        return settings;
    }

    @Override
    public String toString() {
        return name + " (" + type + ")";
    }
}
