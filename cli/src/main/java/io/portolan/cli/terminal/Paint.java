package io.portolan.cli.terminal;

/** Colours words on a terminal, and leaves them alone elsewhere. Widths are counted before painting. */
public enum Paint {
    /** Leaves everything as it is. */
    PLAIN,
    /** Colours by ANSI sequences. */
    COLOUR;

    /** What went well or comes to be. */
    public String good(String text) {
        return code("32", text);
    }

    /** What changes. */
    public String change(String text) {
        return code("33", text);
    }

    /** What goes, fails or is refused. */
    public String bad(String text) {
        return code("31", text);
    }

    /** What carries the eye. */
    public String strong(String text) {
        return code("1", text);
    }

    private String code(String sequence, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + sequence + "m" + text + "\u001b[0m";
    }
}
