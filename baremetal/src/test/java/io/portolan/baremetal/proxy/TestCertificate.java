package io.portolan.baremetal.proxy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A self-signed certificate, made in memory when a test first asks for it: just enough of DER (X.690) for X.509 (RFC 5280). */
final class TestCertificate {
    private static final Map<String, TestCertificate> MADE = new ConcurrentHashMap<>();
    private static final AtomicLong SERIALS = new AtomicLong();
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;

    private final CertificateConfig config;
    private final X509Certificate certificate;

    private TestCertificate(CertificateConfig config, X509Certificate certificate) {
        this.config = config;
        this.certificate = certificate;
    }

    static TestCertificate rsa(String... names) {
        return MADE.computeIfAbsent("rsa" + List.of(names), key -> make("RSA", 2_048, names));
    }

    static TestCertificate ec(String... names) {
        return MADE.computeIfAbsent("ec" + List.of(names), key -> make("EC", 256, names));
    }

    /** Another one for the same names. */
    static TestCertificate renewed(String... names) {
        return MADE.computeIfAbsent("renewed" + List.of(names), key -> make("EC", 256, names));
    }

    CertificateConfig config() {
        return config;
    }

    X509Certificate certificate() {
        return certificate;
    }

    private static TestCertificate make(String algorithm, int bits, String... names) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            KeyPair keys = generator.generateKeyPair();
            boolean rsa = algorithm.equals("RSA");
            byte[] signatureAlgorithm =
                    rsa ? der(SEQUENCE, oid("2a864886f70d01010b"), der(0x05)) : der(SEQUENCE, oid("2a8648ce3d040302"));
            byte[] content = content(signatureAlgorithm, keys, names);
            Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            byte[] signed = der(SEQUENCE, content, signatureAlgorithm, der(0x03, new byte[] {0}, signature.sign()));
            return new TestCertificate(
                    new CertificateConfig(
                            pem("CERTIFICATE", signed),
                            pem("PRIVATE KEY", keys.getPrivate().getEncoded())),
                    (X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(signed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no certificate", e);
        }
    }

    private static byte[] content(byte[] signatureAlgorithm, KeyPair keys, String... names) {
        byte[] version = der(0xA0, integer(2));
        byte[] name = der(SEQUENCE, der(SET, der(SEQUENCE, oid("550403"), text(0x0C, "portolan test"))));
        Instant now = Instant.now();
        byte[] validity = der(
                SEQUENCE,
                text(0x17, UTC_TIME.format(now.minus(1, ChronoUnit.HOURS))),
                text(0x17, UTC_TIME.format(now.plus(1, ChronoUnit.DAYS))));
        ByteArrayOutputStream alternatives = new ByteArrayOutputStream();
        for (String each : names) {
            alternatives.writeBytes(text(0x82, each));
        }
        byte[] alternativeNames = der(SEQUENCE, oid("551d11"), der(0x04, der(SEQUENCE, alternatives.toByteArray())));
        return der(
                SEQUENCE,
                version,
                integer(SERIALS.incrementAndGet()),
                signatureAlgorithm,
                name,
                validity,
                name,
                keys.getPublic().getEncoded(),
                der(0xA3, der(SEQUENCE, alternativeNames)));
    }

    private static byte[] integer(long value) {
        return der(0x02, BigInteger.valueOf(value).toByteArray());
    }

    private static byte[] oid(String encoded) {
        return der(0x06, new BigInteger(encoded, 16).toByteArray());
    }

    private static byte[] text(int tag, String text) {
        return der(tag, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = content.size();
        if (length < 0x80) {
            whole.write(length);
        } else {
            byte[] bytes = BigInteger.valueOf(length).toByteArray();
            int skipped = bytes[0] == 0 ? 1 : 0;
            whole.write(0x80 | (bytes.length - skipped));
            whole.write(bytes, skipped, bytes.length - skipped);
        }
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }
}
