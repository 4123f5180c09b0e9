package io.portolan.baremetal.cloud;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/** A self-signed certificate with its key, as PEM, made by the JDK's own keytool. */
public record PemPair(String certificate, String privateKey) {
    private static final String PASSWORD = "changeit";

    /** Makes one. */
    public static PemPair selfSigned(Path directory, String host, String algorithm) throws Exception {
        Path store = Files.createTempFile(directory, "pair", ".p12");
        Files.delete(store);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "pair",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new PemPair(
                pem("CERTIFICATE", keys.getCertificate("pair").getEncoded()),
                pem("PRIVATE KEY", keys.getKey("pair", PASSWORD.toCharArray()).getEncoded()));
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n";
    }

    /** A piece of the key that stands nowhere else. */
    String secretPart() {
        return privateKey.lines().skip(1).findFirst().orElseThrow();
    }

    @Override
    public String toString() {
        return "PemPair[***]";
    }
}
