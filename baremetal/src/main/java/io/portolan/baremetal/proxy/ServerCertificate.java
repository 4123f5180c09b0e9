package io.portolan.baremetal.proxy;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLException;

/** A certificate that is ready to serve, and the DNS names it carries, lower case. */
record ServerCertificate(SslContext context, List<String> names) {
    private static final Pattern CERTIFICATE = block("CERTIFICATE");
    private static final Pattern PRIVATE_KEY = block("PRIVATE KEY");
    private static final int DNS_NAME = 2;
    private static final int SESSIONS = 10_000;

    private static Pattern block(String label) {
        return Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----");
    }

    /**
     * Reads PEM text and makes sure that key and certificate belong together.
     *
     * @throws IllegalArgumentException saying what is wrong, never showing the key
     */
    static ServerCertificate of(CertificateConfig config, TlsConfig.Version minVersion) {
        try {
            List<X509Certificate> chain = chain(config.chain());
            PrivateKey key = key(config.privateKey());
            if (!matches(key, chain.get(0).getPublicKey())) {
                throw new IllegalArgumentException("the private key does not belong to the certificate");
            }
            SslContext context = SslContextBuilder.forServer(key, chain.toArray(new X509Certificate[0]))
                    .sslProvider(SslProvider.JDK)
                    .protocols(
                            minVersion == TlsConfig.Version.TLS_1_3
                                    ? List.of("TLSv1.3")
                                    : List.of("TLSv1.3", "TLSv1.2"))
                    .sessionCacheSize(SESSIONS)
                    .build();
            return new ServerCertificate(context, names(chain.get(0)));
        } catch (GeneralSecurityException | SSLException e) {
            throw new IllegalArgumentException("the certificate can't be used: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> chain(String pem) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> chain = new ArrayList<>();
        Matcher blocks = CERTIFICATE.matcher(pem);
        while (blocks.find()) {
            chain.add((X509Certificate)
                    factory.generateCertificate(new ByteArrayInputStream(decode(blocks.group(1), "certificate"))));
        }
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("the chain has no block BEGIN CERTIFICATE");
        }
        return chain;
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        Matcher block = PRIVATE_KEY.matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException(
                    "the private key has no block BEGIN PRIVATE KEY (PKCS#8 without a password)");
        }
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(decode(block.group(1), "private key"));
        for (String algorithm : List.of("RSA", "EC")) {
            Optional<PrivateKey> key = key(algorithm, encoded);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new IllegalArgumentException("the private key is neither RSA nor EC");
    }

    private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec encoded)
            throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        }
    }

    private static byte[] decode(String base64, String what) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the " + what + " is not Base64", e);
        }
    }

    private static boolean matches(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
        if (!privateKey.getAlgorithm().equals(publicKey.getAlgorithm())) {
            return false;
        }
        String algorithm = privateKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        byte[] sample = {1, 2, 3};
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(privateKey);
        signer.update(sample);
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(publicKey);
        verifier.update(sample);
        return verifier.verify(signer.sign());
    }

    /** The DNS names of the alternative names; the common name only where there are none. */
    private static List<String> names(X509Certificate certificate) throws CertificateException {
        List<String> names = new ArrayList<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> each : alternatives) {
                if (each.get(0).equals(DNS_NAME)) {
                    names.add(each.get(1).toString().toLowerCase(Locale.ROOT));
                }
            }
        }
        if (names.isEmpty()) {
            commonName(certificate).ifPresent(names::add);
        }
        return List.copyOf(names);
    }

    private static Optional<String> commonName(X509Certificate certificate) throws CertificateException {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(value -> value.toString().toLowerCase(Locale.ROOT))
                            .findFirst();
        } catch (InvalidNameException e) {
            throw new CertificateException("its subject can't be read", e);
        }
    }
}
