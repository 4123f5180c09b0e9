package io.portolan.baremetal.nameserver;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;

/** A shared secret by which updates and transfers are signed (RFC 8945). Its bytes are in no message and no {@code toString}. */
public final class TsigKey {
    private final String name;
    private final Algorithm algorithm;
    private final byte[] secret;

    private TsigKey(String name, Algorithm algorithm, byte[] secret) {
        this.name = name;
        this.algorithm = algorithm;
        this.secret = secret;
    }

    /**
     * A key.
     *
     * @param name a domain name, the same on both sides, such as {@code deploy.} (the final dot may be left out)
     * @param algorithm the only algorithm that is accepted with this name
     * @param secret the shared bytes, not empty; copied
     */
    public static TsigKey of(String name, Algorithm algorithm, byte[] secret) {
        requireNonNull(name, "name");
        requireNonNull(algorithm, "algorithm");
        if (secret.length == 0) {
            throw new IllegalArgumentException("the secret of TSIG key " + name + " is empty");
        }
        return new TsigKey(name, algorithm, secret.clone());
    }

    public String name() {
        return name;
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    TSIG signer(Name absolute) {
        return new TSIG(algorithm.wireName, absolute, secret);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TsigKey that
                && name.equals(that.name)
                && algorithm == that.algorithm
                && MessageDigest.isEqual(secret, that.secret);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "TsigKey[" + name + ", " + algorithm + ", ***]";
    }

    /** The algorithms that are accepted; the older ones (MD5, SHA-1) are not. */
    public enum Algorithm {
        HMAC_SHA256(TSIG.HMAC_SHA256),
        HMAC_SHA384(TSIG.HMAC_SHA384),
        HMAC_SHA512(TSIG.HMAC_SHA512);

        private final Name wireName;

        Algorithm(Name wireName) {
            this.wireName = wireName;
        }
    }
}
