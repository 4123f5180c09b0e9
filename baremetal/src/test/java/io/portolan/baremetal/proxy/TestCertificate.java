package io.portolan.baremetal.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A self-signed certificate, made by the JDK's keytool when a test first asks for it and never written where it could be kept. */
final class TestCertificate {
    private static final Map<String, TestCertificate> MADE = new ConcurrentHashMap<>();
    private static final char[] PASSWORD = "only-in-this-test".toCharArray();

    private final CertificateConfig config;
    private final X509Certificate certificate;

    private TestCertificate(CertificateConfig config, X509Certificate certificate) {
        this.config = config;
        this.certificate = certificate;
    }

    static TestCertificate rsa(String... names) {
        return MADE.computeIfAbsent(
                "rsa" + List.of(names), key -> make(List.of("-keyalg", "RSA", "-keysize", "2048"), names));
    }

    static TestCertificate ec(String... names) {
        return MADE.computeIfAbsent(
                "ec" + List.of(names), key -> make(List.of("-keyalg", "EC", "-groupname", "secp256r1"), names));
    }

    /** Another one for the same names. */
    static TestCertificate renewed(String... names) {
        return MADE.computeIfAbsent(
                "renewed" + List.of(names), key -> make(List.of("-keyalg", "EC", "-groupname", "secp256r1"), names));
    }

    CertificateConfig config() {
        return config;
    }

    X509Certificate certificate() {
        return certificate;
    }

    private static TestCertificate make(List<String> algorithm, String... names) {
        try {
            Path folder = Files.createTempDirectory("portolan-tls");
            Path store = folder.resolve("store.p12");
            try {
                keytool(store, algorithm, names);
                return read(store);
            } finally {
                Files.deleteIfExists(store);
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("keytool made no certificate", e);
        }
    }

    private static void keytool(Path store, List<String> algorithm, String... names) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-dname",
                "CN=portolan test",
                "-ext",
                "SAN=" + List.of(names).stream().map(name -> "dns:" + name).collect(Collectors.joining(",")),
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(algorithm);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static TestCertificate read(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        X509Certificate certificate = (X509Certificate) keys.getCertificate("test");
        return new TestCertificate(
                new CertificateConfig(
                        pem("CERTIFICATE", certificate.getEncoded()),
                        pem("PRIVATE KEY", keys.getKey("test", PASSWORD).getEncoded())),
                certificate);
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }
}
