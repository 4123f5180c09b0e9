package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.portolan.loadbalancer.Certificate;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Tls;
import io.portolan.model.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final String CHAIN = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    private static final String KEY = "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n";
    private static final String CONFIGURATION = """
            apiVersion: portolan.io/v1
            kind: Configuration
            spec:
              secretStores: [{name: vault, command: [ask, "--path=secret/$(key)"]}]
            """;

    private static String balancer(String key) {
        return """
                apiVersion: portolan.io/v1
                kind: LoadBalancer
                metadata: {name: web}
                spec:
                  listeners:
                    - port: 443
                      protocol: HTTPS
                      tls:
                        certificates:
                          - certificate: {file: tls/shop.crt}
                            privateKey: %s
                      pool: a
                  pools: [{name: a, port: 80, targets: [10.0.1.4]}]
                """.formatted(key);
    }

    private static InMemory with(String key) {
        return new InMemory()
                .file("portolan.yaml", CONFIGURATION)
                .file("test/tls/shop.crt", CHAIN)
                .file("test/test.yaml", balancer(key));
    }

    private static Certificate certificate(InMemory surroundings) {
        Manifest manifest = surroundings.manifests().secrets(Secrets.READ).load();
        assertThat(manifest.problems().text()).isEmpty();
        LoadBalancer web = (LoadBalancer) manifest.stack()
                .find(Key.parse("LoadBalancer/web"))
                .orElseThrow()
                .spec();
        return web.listeners().get(0).tls().map(Tls::certificates).orElseThrow().get(0);
    }

    private static Diagnostic only(InMemory surroundings) {
        Problems problems =
                surroundings.manifests().secrets(Secrets.READ).load().problems();
        assertThat(problems.text() + problems.json()).doesNotContain("hunter2");
        assertThat(problems.all()).hasSize(1);
        return problems.all().get(0);
    }

    @Test
    void aFileIsReadBesideTheManifest() {
        Certificate certificate = certificate(with("{file: tls/shop.key}").file("test/tls/shop.key", KEY));

        assertThat(certificate.chain()).isEqualTo(CHAIN);
        assertThat(certificate.privateKey().reveal()).isEqualTo(KEY);
    }

    @Test
    void anEnvironmentVariableIsRead() {
        assertThat(certificate(with("{env: KEY}").variable("KEY", KEY))
                        .privateKey()
                        .reveal())
                .isEqualTo(KEY);
    }

    @Test
    void aStoreIsAskedOnceByTheProgramOfTheSettings() {
        InMemory surroundings =
                with("{store: vault, key: shop/tls}").answer(List.of("ask", "--path=secret/shop/tls"), KEY);

        assertThat(certificate(surroundings).privateKey().reveal()).isEqualTo(KEY);
        assertThat(surroundings.runs()).hasSize(1);
    }

    @Test
    void whatIsNotThereIsSaidAtItsPlace() {
        assertThat(only(with("{file: tls/shop.key}")))
                .hasToString("P031 test.yaml:11:32: there is no file tls/shop.key");
        assertThat(only(with("{env: KEY}")))
                .hasToString("P031 test.yaml:11:31: the environment variable KEY is not set");
        assertThat(only(with("{store: vault, key: none}")))
                .hasToString("P031 test.yaml:11:45: store vault did not give none");
        assertThat(only(with("{store: vautl, key: none}")))
                .hasToString("P020 test.yaml:11:33: there is no secret store \"vautl\"");
    }

    @Test
    void aKeyThatWouldBeAFlagIsNotAskedFor() {
        InMemory surroundings = with("{store: vault, key: --help}");

        assertThat(only(surroundings).code()).isEqualTo("P011");
        assertThat(surroundings.runs()).isEmpty();
    }

    @Test
    void whatIsNoKeyIsNotRepeated() {
        Diagnostic problem = only(with("{env: KEY}").variable("KEY", "hunter2"));

        assertThat(problem).hasToString("P032 test.yaml:11:25: privateKey is not what it should be");
    }

    @Test
    void aSecretInPlainIsNeverRepeatedWhereverItStands() {
        for (String plain : List.of(
                "hunter2",
                "\"hunter2\"",
                "[hunter2]",
                "{pem: hunter2}",
                "{file: tls/shop.key, pem: hunter2}",
                "|\n            -----BEGIN PRIVATE KEY-----\n            hunter2",
                "\"hunter2",
                "hunter2: {",
                "hunter2\n            hunter2 more",
                "|\n            -----BEGIN PRIVATE KEY-----\n          @hunter2",
                "hunter2, x: @")) {
            Problems problems = with(plain).manifests().load().problems();

            assertThat(problems.hasErrors()).as(plain).isTrue();
            assertThat(problems.text() + problems.json()).as(plain).doesNotContain("hunter2");
        }
    }

    @Test
    void aPrivateKeyIsASecretInAnyField() {
        String everywhere = balancer("{env: KEY}").replace("10.0.1.4", "\"" + KEY.replace("\n", "\\n") + "\"");
        Problems problems = InMemory.manifest(everywhere).load().problems();

        assertThat(problems.all().get(0).code()).isEqualTo("P030");
        assertThat(problems.text()).doesNotContain("hunter2").contains("targets: [***]");
    }

    @Test
    void unreadSecretsAreNotLookedFor() {
        InMemory surroundings = with("{store: vault, key: shop/tls}");
        Manifest manifest = surroundings.manifests().secrets(Secrets.UNREAD).load();

        assertThat(manifest.problems().text()).isEmpty();
        assertThat(surroundings.runs()).isEmpty();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void programsAreBounded() throws IOException {
        Surroundings system = Surroundings.system();

        assertThat(system.run(List.of("printf", "a b"), Duration.ofSeconds(20)))
                .asString()
                .isEqualTo("a b");
        assertThat(catchThrowable(() -> system.run(List.of("false"), Duration.ofSeconds(20))))
                .isInstanceOf(IOException.class)
                .hasMessage("it ended with code 1");
        assertThat(catchThrowable(() -> system.run(List.of("sleep", "60"), Duration.ofMillis(50))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer");
        assertThat(catchThrowable(() -> system.run(List.of("cat", "/dev/zero"), Duration.ofSeconds(20))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("writes more");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void onlyRegularFilesAreOpened(@TempDir Path folder) throws IOException {
        Surroundings system = Surroundings.system();
        Path large = Files.write(folder.resolve("large"), new byte[100]);

        assertThat(catchThrowable(() -> system.read(Path.of("/dev/zero"), 10))).isInstanceOf(IOException.class);
        assertThat(catchThrowable(() -> system.read(large, 10))).isInstanceOf(IOException.class);
        assertThat(system.read(large, 100).orElseThrow()).hasSize(100);
        assertThat(system.read(folder.resolve("none"), 10)).isEmpty();
        assertThat(system.files(folder)).containsExactly("large");
    }
}
