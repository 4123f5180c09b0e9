package io.portolan.cli;

import io.portolan.cli.terminal.Terminal;

/** Where the {@code portolan} command begins. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        Terminal terminal = SystemTerminal.get();
        int code = Cli.run(terminal, args);
        terminal.out().flush();
        terminal.err().flush();
        System.exit(code);
    }
}
