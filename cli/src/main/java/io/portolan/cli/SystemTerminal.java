package io.portolan.cli;

import io.portolan.cli.terminal.Terminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/** This process's own streams. */
final class SystemTerminal {
    /** Set by the launcher, which can ask each stream: the numbers of those that are terminals. */
    private static final String PROPERTY = "portolan.terminals";

    private SystemTerminal() {}

    static Terminal get() {
        return Terminal.of(System.in, stream(FileDescriptor.out), stream(FileDescriptor.err))
                .terminals(terminals())
                .environment(System.getenv());
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 8192), false, StandardCharsets.UTF_8);
    }

    private static Set<Terminal.Stream> terminals() {
        Set<Terminal.Stream> terminals = EnumSet.noneOf(Terminal.Stream.class);
        String numbers = System.getProperty(PROPERTY, "");
        for (Terminal.Stream stream : Terminal.Stream.values()) {
            if (numbers.contains(Integer.toString(stream.descriptor()))) {
                terminals.add(stream);
            }
        }
        return terminals;
    }
}
