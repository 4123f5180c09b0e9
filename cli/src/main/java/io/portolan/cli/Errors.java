package io.portolan.cli;

import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.workspace.InputException;
import io.portolan.engine.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a person or a program reads when a command can't do its work. Never a trace, unless {@code PORTOLAN_DEBUG} is set. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Terminal terminal;

    Errors(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        List<String> meant = UnmatchedArgumentException.class.isInstance(e)
                ? ((UnmatchedArgumentException) e).getSuggestions()
                : List.of();
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return input(
                meant.isEmpty()
                        ? InputException.of("P090", message, "how it is used: " + name + " --help")
                        : InputException.of(
                                "P090",
                                message,
                                "did you mean: " + String.join(", ", meant) + "?",
                                "how it is used: " + name + " --help"),
                List.of(args).contains("json"));
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
        boolean json = result.subcommand() != null
                && "json".equalsIgnoreCase(String.valueOf(result.subcommand().matchedOptionValue("-o", (Object) "")));
        if (terminal.variable("PORTOLAN_DEBUG").isPresent()) {
            e.printStackTrace(terminal.err());
        }
        if (e instanceof InputException input) {
            return input(input, json);
        }
        if (e instanceof InterruptedException) {
            return Exit.INTERRUPTED;
        }
        if (e instanceof PortolanException failed) {
            return failed(failed.failure(), json);
        }
        // The message of an unknown exception may hold anything, secrets included.
        StackTraceElement[] trace = e.getStackTrace();
        return failed(
                Failure.of(
                                io.portolan.Code.INTERNAL,
                                "a defect in portolan: " + e.getClass().getName()
                                        + (trace.length > 0 ? " at " + trace[0] : ""))
                        .remedy("please report it; PORTOLAN_DEBUG=1 shows where it comes from"),
                json);
    }

    private int input(InputException e, boolean json) {
        if (json) {
            terminal.out().println(e.json());
        } else {
            terminal.err().print(e.text());
        }
        return Exit.INPUT;
    }

    private int failed(Failure failure, boolean json) {
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("apiVersion", "portolan.io/v1");
            document.put("kind", "Failure");
            document.put("code", failure.code().name());
            document.put("message", failure.message());
            failure.remedy().ifPresent(r -> document.put("do", r));
            failure.nativeCall().ifPresent(c -> document.put("call", c));
            document.put("exit", code(failure));
            terminal.out().println(Json.write(document));
        } else {
            terminal.err()
                    .println(terminal.paint(Terminal.Stream.ERR)
                                    .bad(failure.code().name()) + "  " + failure.message()
                            + failure.nativeCall().map(c -> " (" + c + ")").orElse(""));
            failure.remedy().ifPresent(r -> terminal.err().println("  do  " + r));
        }
        return code(failure);
    }

    private static int code(Failure failure) {
        return switch (failure.code()) {
            case INVALID, UNSUPPORTED -> Exit.INPUT;
            case UNAVAILABLE, THROTTLED, TIMEOUT, NOT_READY, CONFLICT -> Exit.NOT_NOW;
            case CANCELLED -> Exit.INTERRUPTED;
            default -> Exit.FAILED;
        };
    }
}
