package io.portolan.cli;

import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Prints what makes a shell complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Prints a script that makes bash and zsh complete commands and options.",
            "In bash or zsh: source <(portolan completion)"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().print(AutoComplete.bash("portolan", Cli.line(terminal, "")));
        return Exit.DONE;
    }
}
