package io.portolan.loadbalancer;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Secret;
import org.jspecify.annotations.Nullable;

/** A certificate chain in PEM (leaf first) with its private key (PEM, PKCS#8). */
public final class Certificate {

    private record State(String chain, Secret privateKey) {}

    private final State s;

    private Certificate(State s) {
        this.s = s;
    }

    /** A certificate from PEM texts. */
    public static Certificate pem(String chain, Secret privateKey) {
        return new Certificate(new State(requireNonNull(chain, "chain"), requireNonNull(privateKey, "privateKey")));
    }

    /** The chain, PEM text, leaf first. Not a secret. */
    public String chain() {
        return s.chain;
    }

    /** The private key. */
    public Secret privateKey() {
        return s.privateKey;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Certificate other && s.equals(other.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode();
    }

    @Override
    public String toString() {
        return "Certificate" + s.toString().substring("State".length());
    }
}
