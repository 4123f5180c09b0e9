package io.portolan.cli.demo;

import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.Stack;
import io.portolan.baremetal.cloud.EmbeddedCloud;
import io.portolan.baremetal.cloud.Serving;
import io.portolan.baremetal.embedded.EmbeddedProviderFactory;
import io.portolan.cli.keys.SelfSigned;
import io.portolan.engine.PlanOptions;
import io.portolan.engine.Portolan;
import io.portolan.engine.manifest.Manifest;
import io.portolan.engine.manifest.Manifests;
import io.portolan.engine.state.StateStore;
import io.portolan.spi.Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code examples/shop} in a folder of the demo's own, with its keys, its state and its embedded provider, served by this process. */
final class Shop implements AutoCloseable {
    static final int PORT_OFFSET = 8000;
    static final String NAME = "www.shop.example";
    private static final String PROVIDER = "embedded";
    private static final List<String> FILES =
            List.of("stack.yaml", "network.yaml", "web.yaml", "dns.yaml", "data.yaml", "environments.yaml");
    private static final String CONFIGURATION = """
            apiVersion: portolan.io/v1
            kind: Configuration
            spec:
              defaultProvider: embedded
              providers:
                - {name: embedded, type: embedded, portOffset: 8000, accept: all}
            """;

    private final Path folder;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Portolan portolan;
    private final EmbeddedCloud cloud;
    private final Serving serving;

    private Shop(Path folder, Portolan portolan, EmbeddedCloud cloud, Serving serving) {
        this.folder = folder;
        this.portolan = portolan;
        this.cloud = cloud;
        this.serving = serving;
    }

    /** Lays out the folder afresh and begins to serve it. */
    static Shop open(Path folder) throws IOException {
        delete(folder);
        Path stack = Files.createDirectories(folder.resolve("shop"));
        for (String file : FILES) {
            try (InputStream in = Shop.class.getResourceAsStream("shop/" + file)) {
                if (in == null) {
                    throw new IOException("this jar lacks examples/shop/" + file);
                }
                Files.copy(in, stack.resolve(file));
            }
        }
        Files.writeString(folder.resolve("portolan.yaml"), CONFIGURATION);
        certificate(folder, 1);
        Path hidden = folder.resolve(".portolan");
        Config config = config(Config.named(PROVIDER));
        EmbeddedCloud cloud = EmbeddedCloud.open(
                hidden.resolve("providers").resolve(PROVIDER), EmbeddedProviderFactory.options(config));
        Serving serving = Serving.start(cloud);
        Portolan portolan = Portolan.builder()
                .provider(PROVIDER, new EmbeddedProviderFactory(), Shop::config)
                .state(StateStore.file(hidden.resolve("state")))
                .data(hidden.resolve("providers"))
                .build();
        return new Shop(folder, portolan, cloud, serving);
    }

    private static Config config(Config config) {
        return config.set(EmbeddedProviderFactory.PORT_OFFSET, PORT_OFFSET);
    }

    /** Puts a new key pair in place; the certificate has this serial. */
    void certificate(long serial) throws IOException {
        certificate(folder, serial);
    }

    private static void certificate(Path folder, long serial) throws IOException {
        Path tls = folder.resolve("shop").resolve("tls");
        SelfSigned.of(List.of(NAME, "shop.example"), serial, Instant.now())
                .write(tls.resolve("shop.crt"), tls.resolve("shop.key"));
    }

    /** As {@code --set}. */
    void set(String variable, String value) {
        values.put(variable, value);
    }

    Stack stack() {
        Manifests manifests = Manifests.at(folder.resolve("shop")).environment("demo");
        for (Map.Entry<String, String> value : values.entrySet()) {
            manifests = manifests.set(value.getKey(), value.getValue());
        }
        Manifest manifest = manifests.load();
        if (manifest.problems().hasErrors()) {
            throw new IllegalStateException(manifest.problems().text());
        }
        return manifest.stack();
    }

    PlanOptions options() {
        return PlanOptions.standard().acceptDegraded();
    }

    Plan plan() {
        return plan(options());
    }

    Plan plan(PlanOptions options) {
        return portolan.plan(PROVIDER, stack(), options);
    }

    Outcome apply(Plan plan) {
        return portolan.apply(plan);
    }

    Portolan portolan() {
        return portolan;
    }

    String provider() {
        return PROVIDER;
    }

    Serving serving() {
        return serving;
    }

    /** Everything that the provider has, by the call that lists it. */
    Map<String, Integer> inventory() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String kind :
                List.of("network", "firewall", "address", "balancer", "zone", "volume", "snapshot", "attachment")) {
            Object items = cloud.call(kind + ".list", Map.of()).get("items");
            counts.put(kind, items instanceof List<?> list ? list.size() : -1);
        }
        return counts;
    }

    /** How much the provider has written to its log: every native write makes it longer. */
    long writtenBytes() {
        try {
            return Files.size(directory().resolve("cloud.log"));
        } catch (IOException e) {
            throw new UncheckedIOException("the provider's log can't be seen", e);
        }
    }

    private Path directory() {
        return folder.resolve(".portolan").resolve("providers").resolve(PROVIDER);
    }

    /** The files of volumes, snapshots and attachments. */
    List<Path> files() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String part : List.of("volumes", "snapshots", "instances")) {
            Path under = directory().resolve(part);
            if (Files.isDirectory(under)) {
                try (Stream<Path> all = Files.walk(under)) {
                    all.filter(f -> !Files.isDirectory(f)).forEach(found::add);
                }
            }
        }
        return found;
    }

    int yamlLines() throws IOException {
        int lines = 0;
        for (String file : FILES) {
            lines += Files.readAllLines(folder.resolve("shop").resolve(file)).size();
        }
        return lines;
    }

    /** The command that applies it in another process, with the values that are set. */
    List<String> applyCommand() {
        List<String> command = new ArrayList<>(List.of("apply", "shop", "--env", "demo", "--yes"));
        values.forEach((name, value) -> command.addAll(List.of("--set", name + "=" + value)));
        return command;
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        portolan.close();
        serving.close();
        cloud.close();
        try {
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("can't take " + folder + " away", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
