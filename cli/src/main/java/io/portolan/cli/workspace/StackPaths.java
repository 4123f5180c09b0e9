package io.portolan.cli.workspace;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The stack that a command is about. */
public final class StackPaths {
    @Parameters(
            paramLabel = "STACK",
            arity = "0..*",
            description = "The stack's folder or files; the working folder if none.")
    private List<String> paths = new ArrayList<>();

    /** A folder or files, as they were typed; empty for the working folder. */
    public List<String> paths() {
        return List.copyOf(paths);
    }
}
