package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The manifests in the repository's {@code examples}. */
final class Examples {
    /** The folders that hold a stack each. */
    static final List<String> ALL = List.of("smallest", "l4", "existing", "mistakes", "shop");

    private static final Path ROOT = Path.of(System.getProperty("portolan.root", ".."));

    private Examples() {}

    /** A stack of the examples, as it is named from the repository's root; secrets are not read. */
    static Manifests manifests(String name) {
        return Manifests.at(Path.of("examples", name)).secrets(Secrets.UNREAD).surroundings(new Under(ROOT));
    }

    static Path root() {
        return ROOT;
    }

    /** Every file of a stack, by name. */
    static Map<String, byte[]> files(String name) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(ROOT.resolve("examples").resolve(name))) {
            for (Path path : paths.filter(p -> p.toString().endsWith(".yaml")).toList()) {
                files.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }

    static void assertSameAsShared(String file, byte[] ours) throws IOException {
        Path shared = Path.of(System.getProperty("portolan.shared", ""))
                .resolve("reference/face")
                .resolve(file);
        assumeTrue(Files.exists(shared), "the shared reference is not here: " + file + " is not compared with it");
        assertThat(ours).isEqualTo(Files.readAllBytes(shared));
    }

    /** The machine's files, with relative paths from a folder. */
    record Under(Path root) implements Surroundings {

        @Override
        public Optional<String> variable(String name) {
            return Optional.empty();
        }

        @Override
        public List<String> files(Path folder) throws IOException {
            return Surroundings.system().files(root.resolve(folder));
        }

        @Override
        public Optional<byte[]> read(Path file, int most) throws IOException {
            return Surroundings.system().read(root.resolve(file), most);
        }

        @Override
        public byte[] run(List<String> command, Duration most) throws IOException {
            throw new IOException("nothing is run in a test");
        }
    }
}
