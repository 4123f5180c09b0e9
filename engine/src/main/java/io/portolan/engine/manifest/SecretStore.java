package io.portolan.engine.manifest;

import java.util.List;

/** A program that knows secrets, named in {@code portolan.yaml}. */
public final class SecretStore {
    private static final String KEY = "$(key)";

    private final String name;
    private final List<String> command;

    private SecretStore(String name, List<String> command) {
        this.name = name;
        this.command = List.copyOf(command);
    }

    static SecretStore of(String name, List<String> command) {
        return new SecretStore(name, command);
    }

    /** The name that manifests use. */
    public String name() {
        return name;
    }

    String program() {
        return command.get(0);
    }

    /** The command that asks for a key: its arguments with the key in place of {@code $(key)}. No shell reads them. */
    List<String> command(String key) {
        return command.stream().map(part -> part.replace(KEY, key)).toList();
    }

    static boolean asks(List<String> command) {
        return command.stream().skip(1).anyMatch(part -> part.contains(KEY));
    }

    @Override
    public String toString() {
        return name;
    }
}
