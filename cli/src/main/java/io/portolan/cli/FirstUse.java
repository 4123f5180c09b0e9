package io.portolan.cli;

import io.portolan.cli.keys.SelfSigned;
import io.portolan.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the launcher runs once after a build: makes the key pair of {@code examples/shop}, which is never committed, and goes through a command's
 * life on a throw-away stack, so that the JVM can keep the classes that commands load.
 */
final class FirstUse {
    private static final List<String> NAMES = List.of("www.shop.example", "shop.example", "*.shop.example");

    private static final String MANIFEST = """
            apiVersion: portolan.io/v1
            kind: LoadBalancer
            metadata: {name: web}
            spec:
              idleTimeout: 60s
              listeners: [{port: 80, protocol: HTTP, pool: app}]
              pools:
                - name: app
                  port: 8080
                  targets: [127.0.0.1]
                  healthCheck: {path: /healthz, interval: 10s}
            ---
            apiVersion: portolan.io/v1
            kind: DnsZone
            metadata: {name: zone}
            spec:
              dnsName: example.test
              ttl: 1s
              records: [{name: www, alias: {loadBalancer: web}}]
            """;

    private FirstUse() {}

    /** Takes the repository's root. */
    public static void main(String[] args) throws IOException {
        keys(Path.of(args[0]).resolve("examples/shop"));
        rehearse(Path.of(args[0]));
    }

    private static void keys(Path shop) throws IOException {
        Path key = shop.resolve("tls/shop.key");
        Path certificate = shop.resolve("tls/shop.crt");
        if (Files.isDirectory(shop) && !(Files.exists(key) && Files.exists(certificate))) {
            SelfSigned.of(NAMES, 1, Instant.now()).write(certificate, key);
        }
    }

    private static void rehearse(Path root) throws IOException {
        Path folder = Files.createTempDirectory("portolan");
        try {
            Files.writeString(folder.resolve("stack.yaml"), MANIFEST);
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            Terminal terminal = Terminal.of(InputStream.nullInputStream(), nowhere, nowhere)
                    .environment(Map.of())
                    .folder(folder);
            Cli.run(terminal.folder(root), "validate", "examples/shop");
            for (String command : List.of("validate", "plan", "diff", "plan -o json", "apply --yes", "destroy --yes")) {
                Cli.run(terminal, command.split(" "));
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
