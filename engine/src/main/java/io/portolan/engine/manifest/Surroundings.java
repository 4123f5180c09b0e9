package io.portolan.engine.manifest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What reading manifests needs from outside: files, environment variables, programs. Replaced in tests and by embedders. */
public interface Surroundings {

    /** The machine's own. */
    static Surroundings system() {
        return SystemSurroundings.SYSTEM;
    }

    /** The value of an environment variable; empty where it is not set. */
    Optional<String> variable(String name);

    /** The names of the regular files in a folder, in any order; empty where there is no such folder. */
    List<String> files(Path folder) throws IOException;

    /**
     * Reads a whole file.
     *
     * @param most how many bytes it may have
     * @return its bytes; empty where there is no such file
     * @throws IOException when it can't be read, has more bytes, or is no regular file
     */
    Optional<byte[]> read(Path file, int most) throws IOException;

    /**
     * Runs a program and returns what it writes to its standard output. Its input is empty; its error output is not read, for it may
     * hold secrets.
     *
     * @param command the program and its arguments; no shell reads them
     * @param most how long it may take; then it is ended
     * @throws IOException when it can't be started, takes longer, writes too much, or ends with another code than 0
     */
    byte[] run(List<String> command, Duration most) throws IOException;
}
