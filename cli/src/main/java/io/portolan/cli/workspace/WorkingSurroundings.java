package io.portolan.cli.workspace;

import io.portolan.cli.terminal.Terminal;
import io.portolan.engine.manifest.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The machine's files and programs, seen from a terminal's folder and with its variables. */
final class WorkingSurroundings implements Surroundings {
    private final Terminal terminal;
    private final Surroundings system = Surroundings.system();

    WorkingSurroundings(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Optional<String> variable(String name) {
        return terminal.variable(name);
    }

    @Override
    public List<String> files(Path folder) throws IOException {
        return system.files(terminal.resolve(folder));
    }

    @Override
    public Optional<byte[]> read(Path file, int most) throws IOException {
        return system.read(terminal.resolve(file), most);
    }

    @Override
    public byte[] run(List<String> command, Duration most) throws IOException {
        return system.run(command, most);
    }
}
