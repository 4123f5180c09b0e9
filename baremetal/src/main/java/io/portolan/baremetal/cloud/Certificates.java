package io.portolan.baremetal.cloud;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Certificates of balancers. A private key goes in and never comes out: messages and views have none of it. */
final class Certificates {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
    private static final byte[] PROBE = "portolan".getBytes(StandardCharsets.US_ASCII);

    private Certificates() {}

    /** The first certificate of a PEM text. @throws CloudException INVALID where there is none */
    static X509Certificate leaf(String path, String pem) {
        try {
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))) {
                return (X509Certificate) certificate;
            }
        } catch (CertificateException e) {
            throw new CloudException(CloudException.Code.INVALID, path + " is not a PEM certificate", e);
        }
        throw CloudException.invalid(path + " holds no certificate");
    }

    /** @throws CloudException INVALID where the key is not readable or belongs to another certificate */
    static void checkPair(String path, X509Certificate certificate, String key) {
        Matcher pem = KEY.matcher(key.strip());
        if (!pem.matches()) {
            throw CloudException.invalid(
                    path + " must be one PKCS#8 key without a password (-----BEGIN PRIVATE KEY-----)");
        }
        String algorithm = certificate.getPublicKey().getAlgorithm();
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
            PrivateKey privateKey = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            String scheme = "SHA256with" + (algorithm.equals("EC") ? "ECDSA" : algorithm);
            Signature sign = Signature.getInstance(scheme);
            sign.initSign(privateKey);
            sign.update(PROBE);
            Signature verify = Signature.getInstance(scheme);
            verify.initVerify(certificate.getPublicKey());
            verify.update(PROBE);
            if (verify.verify(sign.sign())) {
                return;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The cause may quote the key, so it stays here.
            throw CloudException.invalid(path + " can't be read as the " + algorithm + " key of its certificate");
        }
        throw CloudException.invalid(path + " is not the key of its certificate");
    }

    /** SHA-256 of the first certificate, in hexadecimal. */
    static String fingerprint(String pem) {
        try {
            return HexFormat.of()
                    .formatHex(sha256().digest(leaf("certificate", pem).getEncoded()));
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was read has its bytes", e);
        }
    }

    /** What is shown of a certificate and its key. */
    static Map<String, Object> show(Map<String, Object> stored, byte[] digestKey) {
        String pem = Json.text(stored, "certificate");
        X509Certificate certificate = leaf("certificate", pem);
        var shown = new LinkedHashMap<String, Object>();
        shown.put("fingerprint", fingerprint(pem));
        shown.put("subject", certificate.getSubjectX500Principal().getName());
        shown.put("serial", certificate.getSerialNumber().toString(16));
        shown.put("notAfter", certificate.getNotAfter().toInstant().toString());
        shown.put("keyDigest", digest(Json.text(stored, "privateKey"), digestKey));
        return shown;
    }

    /** Equal for equal keys in one cloud, and of no use anywhere else. */
    private static String digest(String privateKey, byte[] digestKey) {
        MessageDigest sha = sha256();
        sha.update(digestKey);
        sha.update(privateKey.strip().getBytes(StandardCharsets.UTF_8));
        byte[] inner = sha.digest();
        sha.update(digestKey);
        return HexFormat.of().formatHex(Arrays.copyOf(sha.digest(inner), 16));
    }

    static boolean sameCertificate(@Nullable Object left, @Nullable Object right) {
        return left instanceof String one
                && right instanceof String other
                && one.strip().equals(other.strip());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
