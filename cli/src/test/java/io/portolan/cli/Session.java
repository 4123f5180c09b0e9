package io.portolan.cli;

import io.portolan.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A person at a command line, in a folder of their own: types commands, sees what they print. */
final class Session {
    /** What a command printed, and how it ended. */
    record Ran(int exit, String out, String err) {
        String all() {
            return out + err;
        }
    }

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String typed = "";
    private Set<Terminal.Stream> terminals = Set.of();

    Session(Path folder) {
        this.folder = folder;
        environment.put("USER", "tester");
        environment.put("HOSTNAME", "here");
    }

    Path folder() {
        return folder;
    }

    /** A file below the folder. */
    Session file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    Session variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** From now on a person sits at a terminal and answers with this. */
    Session typing(String answer) {
        typed = answer + "\n";
        terminals = Set.of(Terminal.Stream.IN, Terminal.Stream.ERR, Terminal.Stream.OUT);
        environment.put("TERM", "dumb");
        return this;
    }

    /** Runs one command, its words separated by spaces. */
    Ran run(String command) {
        return run(command.split(" "));
    }

    /** What a command that still runs has printed so far, on both streams. */
    String shown() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    Ran run(String... words) {
        out.reset();
        err.reset();
        Terminal terminal = Terminal.of(
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .terminals(terminals)
                .environment(environment)
                .folder(folder);
        int exit = Cli.run(terminal, words);
        return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /**
     * A {@code portolan.yaml} with an embedded provider of its own: a part of the loopback addresses and a port offset that nothing uses now.
     */
    Session embedded() throws IOException {
        return embedded("embedded");
    }

    /** The same, of a type that is as the embedded one. */
    Session embedded(String type) throws IOException {
        int second = 100 + (int) (System.nanoTime() / 1000 % 100);
        return file("portolan.yaml", """
                apiVersion: portolan.io/v1
                kind: Configuration
                spec:
                  defaultProvider: here
                  providers:
                    - {name: here, type: %s, portOffset: %d, range: 127.%d.0.0/16, accept: all}
                """.formatted(type, freeOffset(), second));
    }

    /** An offset at which 53 is free over UDP and TCP. */
    static int freeOffset() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        for (int attempt = 0; attempt < 50; attempt++) {
            try (ServerSocket tcp = new ServerSocket(0, 1, loopback)) {
                int port = tcp.getLocalPort();
                try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress(loopback, port))) {
                    if (udp.isBound() && port < 60_000) {
                        return port - 53;
                    }
                } catch (IOException e) {
                    // Taken over UDP: another one.
                    continue;
                }
            }
        }
        throw new IOException("no port is free over UDP and TCP");
    }

    /** The root of the repository. */
    static Path root() {
        return Path.of(System.getProperty("portolan.root", ".."))
                .toAbsolutePath()
                .normalize();
    }
}
