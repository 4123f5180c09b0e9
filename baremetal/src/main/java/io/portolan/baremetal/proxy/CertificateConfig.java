package io.portolan.baremetal.proxy;

/**
 * A certificate with its private key, as PEM text.
 *
 * @param chain the certificate first, then what leads to its root
 * @param privateKey PKCS#8 without a password ({@code BEGIN PRIVATE KEY}), RSA or EC
 */
public record CertificateConfig(String chain, String privateKey) {
    /** Never shows the key. */
    @Override
    public String toString() {
        return "CertificateConfig[chain=" + chain.length() + " characters, privateKey=***]";
    }
}
