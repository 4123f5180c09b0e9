package io.portolan.cli.keys;

import io.portolan.model.Secret;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** A P-256 key and a certificate for it that it has signed itself (RFC 5280), both as PEM. For laptops and tests: nobody trusts it. */
public final class SelfSigned {
    private static final Duration VALID = Duration.ofDays(397);
    private static final byte[] ECDSA_SHA256 = Der.sequence(Der.oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
    private static final byte[] COMMON_NAME = Der.oid(0x55, 0x04, 0x03);
    private static final byte[] ALTERNATIVE_NAMES = Der.oid(0x55, 0x1d, 0x11);
    private static final int DNS_NAME = 0x82;

    private final String certificate;
    private final Secret privateKey;

    private SelfSigned(String certificate, Secret privateKey) {
        this.certificate = certificate;
        this.privateKey = privateKey;
    }

    /** A new pair, valid from an hour ago. The first name is the subject's; all are alternative names, {@code *.example.com} among them. */
    public static SelfSigned of(List<String> names, long serial, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            byte[] body = body(names, serial, now, pair.getPublic().getEncoded());
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(body);
            byte[] der = Der.sequence(body, ECDSA_SHA256, Der.bits(signature.sign()));
            return new SelfSigned(
                    pem("CERTIFICATE", der),
                    Secret.of(pem("PRIVATE KEY", pair.getPrivate().getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has ECDSA over P-256", e);
        }
    }

    private static byte[] body(List<String> names, long serial, Instant now, byte[] publicKey) {
        byte[] subject = Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.utf8(names.get(0)))));
        byte[][] alternatives = names.stream()
                .map(n -> Der.tagged(DNS_NAME, n.getBytes(StandardCharsets.US_ASCII)))
                .toArray(byte[][]::new);
        byte[] version3 = Der.tagged(0xa0, Der.integer(BigInteger.TWO));
        byte[] extensions = Der.sequence(Der.sequence(ALTERNATIVE_NAMES, Der.octets(Der.sequence(alternatives))));
        return Der.sequence(
                version3,
                Der.integer(BigInteger.valueOf(serial)),
                ECDSA_SHA256,
                subject,
                Der.sequence(Der.time(now.minus(Duration.ofHours(1))), Der.time(now.plus(VALID))),
                subject,
                publicKey,
                Der.tagged(0xa3, extensions));
    }

    private static String pem(String what, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }

    /** The certificate as PEM. */
    public String certificate() {
        return certificate;
    }

    /** The private key as PEM (PKCS #8). */
    public Secret privateKey() {
        return privateKey;
    }

    /** Writes both, the key for the owner's eyes only; what is there is replaced. */
    public void write(Path certificateFile, Path keyFile) throws IOException {
        for (Path file : List.of(certificateFile, keyFile)) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        }
        Files.deleteIfExists(keyFile);
        try {
            if (keyFile.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        keyFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (FileAlreadyExistsException e) {
            throw new IOException("somebody else writes " + keyFile + " at the same time", e);
        }
        Files.writeString(keyFile, privateKey.reveal());
        Files.writeString(certificateFile, certificate);
    }

    @Override
    public String toString() {
        return "SelfSigned[***]";
    }
}
