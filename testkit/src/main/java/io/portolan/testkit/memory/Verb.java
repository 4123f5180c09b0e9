package io.portolan.testkit.memory;

import java.util.List;
import java.util.Locale;

/** What can be done to a type of thing, and what each temper calls it. */
enum Verb {
    CREATE(true),
    UPDATE(true),
    /** Sets labels; a call of its own only where an update can't. */
    TAG(true),
    DELETE(true),
    LIST(false),
    GET(false);

    private static final List<String> NETWORKING = List.of("network", "subnet", "firewall", "address");
    private static final List<String> BLOCKS = List.of("volume", "snapshot", "attachment");

    private final boolean write;

    Verb(boolean write) {
        this.write = write;
    }

    boolean isWrite() {
        return write;
    }

    /** The name of this call on a type's wire. */
    String call(Temper temper, String type) {
        return switch (temper) {
            case TOKENS -> family(type) + " " + camel() + Character.toUpperCase(type.charAt(0)) + type.substring(1);
            case OPERATIONS ->
                many(type) + "."
                        + switch (this) {
                            case CREATE -> "insert";
                            case UPDATE, TAG -> "patch";
                            default -> name().toLowerCase(Locale.ROOT);
                        };
            case DOCUMENTS -> many(type) + " " + (this == CREATE || this == UPDATE || this == TAG ? "PUT" : name());
            case HOST ->
                type + "."
                        + switch (this) {
                            case CREATE, UPDATE, TAG -> "write";
                            case DELETE -> "remove";
                            case LIST -> "list";
                            case GET -> "read";
                        };
        };
    }

    private static String many(String type) {
        return type.endsWith("s") ? type + "es" : type + "s";
    }

    private String camel() {
        return switch (this) {
            case CREATE -> "Create";
            case UPDATE -> "Modify";
            case TAG -> "Tag";
            case DELETE -> "Delete";
            case LIST -> "List";
            case GET -> "Describe";
        };
    }

    private static String family(String type) {
        return type.equals("zone") ? "dns" : NETWORKING.contains(type) ? "vpc" : BLOCKS.contains(type) ? "block" : "lb";
    }
}
