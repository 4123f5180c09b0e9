package io.portolan.testkit.conformance;

import io.portolan.loadbalancer.Certificate;
import io.portolan.model.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A self-signed certificate with its key, as PEM, written by hand: no key lies in the repository, and no tool is run. */
final class PemPair {
    private static final Map<String, PemPair> MADE = new ConcurrentHashMap<>();
    private static final byte[] ECDSA_WITH_SHA256 = {6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2};
    private static final byte[] COMMON_NAME = {6, 3, 0x55, 4, 3};
    private static final byte[] ALTERNATIVE_NAME = {6, 3, 0x55, 0x1d, 0x11};

    private final String chain;
    private final String privateKey;

    private PemPair(String chain, String privateKey) {
        this.chain = chain;
        this.privateKey = privateKey;
    }

    /** The pair of this name; the same one as long as the process lives. */
    static PemPair of(String dnsName) {
        return MADE.computeIfAbsent(dnsName, PemPair::make);
    }

    Certificate certificate() {
        return Certificate.pem(chain, Secret.of(privateKey));
    }

    /** A line of the key that stands nowhere else. */
    String secretPart() {
        return privateKey.lines().skip(2).findFirst().orElseThrow();
    }

    private static PemPair make(String dnsName) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            byte[] content = content(dnsName, keys.getPublic().getEncoded());
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            byte[] certificate = der(0x30, content, der(0x30, ECDSA_WITH_SHA256), bits(signature.sign()));
            return new PemPair(
                    pem("CERTIFICATE", certificate),
                    pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK can't make an EC key", e);
        }
    }

    private static byte[] content(String dnsName, byte[] publicKey) {
        byte[] name = der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, utf8(dnsName)))));
        byte[] validity = der(0x30, der(0x17, utf8("240101000000Z")), der(0x17, utf8("490101000000Z")));
        byte[] names = der(0x04, der(0x30, der(0x82, utf8(dnsName))));
        byte[] serial = der(0x02, new byte[] {(byte) (1 + Math.floorMod(dnsName.hashCode(), 100))});
        return der(
                0x30,
                der(0xa0, der(0x02, new byte[] {2})),
                serial,
                der(0x30, ECDSA_WITH_SHA256),
                name,
                validity,
                name,
                publicKey,
                der(0xa3, der(0x30, der(0x30, ALTERNATIVE_NAME, names))));
    }

    private static byte[] bits(byte[] content) {
        return der(0x03, new byte[] {0}, content);
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = body.size();
        if (length > 255) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length > 127) {
            out.write(0x81);
        }
        out.write(length & 255);
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n";
    }
}
