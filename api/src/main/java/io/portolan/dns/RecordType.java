package io.portolan.dns;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type of DNS records, by its mnemonic. The usual ones are constants; others can be made, and are refused by providers that do not
 * list them.
 */
public final class RecordType implements Comparable<RecordType> {
    /** IPv4 addresses. */
    public static final RecordType A = new RecordType("A");
    /** IPv6 addresses. */
    public static final RecordType AAAA = new RecordType("AAAA");
    /** Certification authority authorisation. */
    public static final RecordType CAA = new RecordType("CAA");
    /** Canonical name; stands alone at its name. */
    public static final RecordType CNAME = new RecordType("CNAME");
    /** Delegation signer. */
    public static final RecordType DS = new RecordType("DS");
    /** HTTPS service binding. */
    public static final RecordType HTTPS = new RecordType("HTTPS");
    /** Mail exchange. */
    public static final RecordType MX = new RecordType("MX");
    /** Naming authority pointer. */
    public static final RecordType NAPTR = new RecordType("NAPTR");
    /** Delegation. */
    public static final RecordType NS = new RecordType("NS");
    /** Pointer. */
    public static final RecordType PTR = new RecordType("PTR");
    /** Service location. */
    public static final RecordType SRV = new RecordType("SRV");
    /** SSH key fingerprints. */
    public static final RecordType SSHFP = new RecordType("SSHFP");
    /** Service binding. */
    public static final RecordType SVCB = new RecordType("SVCB");
    /** TLS certificate association. */
    public static final RecordType TLSA = new RecordType("TLSA");
    /** Text. */
    public static final RecordType TXT = new RecordType("TXT");

    private final String name;

    private RecordType(String name) {
        this.name = name;
    }

    /** The usual types, in order of name. */
    public static List<RecordType> usual() {
        return List.of(A, AAAA, CAA, CNAME, DS, HTTPS, MX, NAPTR, NS, PTR, SRV, SSHFP, SVCB, TLSA, TXT);
    }

    /** A type by its mnemonic in upper case. */
    public static RecordType of(String name) {
        if (!requireNonNull(name, "name").matches("[A-Z][A-Z0-9-]{0,15}")) {
            throw new IllegalArgumentException("not a record type: '" + name + "'; types are written A, AAAA, MX");
        }
        return new RecordType(name);
    }

    @Override
    public int compareTo(RecordType o) {
        return name.compareTo(o.name);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof RecordType t && name.equals(t.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The mnemonic. */
    @Override
    public String toString() {
        return name;
    }
}
