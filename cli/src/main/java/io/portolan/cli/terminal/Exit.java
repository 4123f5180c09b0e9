package io.portolan.cli.terminal;

/** The exit codes, the same for every command. */
public final class Exit {
    /** Done, or nothing to do. */
    public static final int DONE = 0;
    /** Something was tried and not everything came to be; a second run goes on from there. */
    public static final int FAILED = 1;
    /** There is a difference. */
    public static final int DIFFERENT = 2;
    /** The input is wrong; nothing was called. */
    public static final int INPUT = 3;
    /** Refused; nothing was written. */
    public static final int REFUSED = 4;
    /** Not now; the same command later may succeed. */
    public static final int NOT_NOW = 5;
    /** Interrupted; what was begun is in the journal. */
    public static final int INTERRUPTED = 130;

    private Exit() {}
}
