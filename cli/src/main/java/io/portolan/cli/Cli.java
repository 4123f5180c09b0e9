package io.portolan.cli;

import io.portolan.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import picocli.CommandLine;

/** The {@code portolan} command as a call: reads arguments, writes to a terminal, returns the exit code. Never ends the process. */
public final class Cli {
    private Cli() {}

    /** Runs one command. */
    public static int run(Terminal terminal, String... args) {
        CommandLine line = line(terminal, args.length > 0 ? args[0] : "");
        int code = line.execute(args);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    /** The command line with the subcommand of this name, or with all of them where there is no such. */
    static CommandLine line(Terminal terminal, String name) {
        CommandLine root = new CommandLine(new PortolanCommand());
        Function<Terminal, Object> one = Commands.byName().get(name);
        if (one != null) {
            root.addSubcommand(name, one.apply(terminal));
        } else {
            Commands.byName().forEach((each, factory) -> root.addSubcommand(each, factory.apply(terminal)));
        }
        Errors errors = new Errors(terminal);
        return root.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }
}
