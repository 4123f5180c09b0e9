package io.portolan.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A block of addresses, as {@code 10.20.0.0/16}. The bits behind the prefix are zero. */
public final class Cidr implements Comparable<Cidr> {
    private final IpAddress address;
    private final int prefix;

    private Cidr(IpAddress address, int prefix) {
        this.address = address;
        this.prefix = prefix;
    }

    /** Reads {@code address/prefix}; a block whose host bits are set is refused, with the block that was probably meant. */
    public static Cidr parse(String text) {
        requireNonNull(text, "text");
        int slash = text.indexOf('/');
        if (slash < 0 || !IpAddress.isAddress(text.substring(0, slash))) {
            throw new IllegalArgumentException("not a CIDR block: '" + text + "'; write it as 10.20.0.0/16");
        }
        IpAddress address = IpAddress.parse(text.substring(0, slash));
        String bits = text.substring(slash + 1);
        int most = address.isV4() ? 32 : 128;
        int prefix = bits.matches("0|[1-9][0-9]{0,2}") ? Integer.parseInt(bits) : -1;
        if (prefix < 0 || prefix > most) {
            throw new IllegalArgumentException("not a CIDR block: '" + text + "'; the prefix is from 0 to " + most);
        }
        IpAddress start = mask(address, prefix);
        if (!start.equals(address)) {
            throw new IllegalArgumentException(
                    "'" + text + "' has host bits set; the block is " + start + "/" + prefix);
        }
        return new Cidr(address, prefix);
    }

    private static IpAddress mask(IpAddress address, int prefix) {
        byte[] octets = address.octets();
        for (int i = 0; i < octets.length; i++) {
            int keep = Math.max(0, Math.min(8, prefix - 8 * i));
            octets[i] = (byte) (octets[i] & (0xff00 >> keep));
        }
        return IpAddress.ofOctets(octets);
    }

    /** The first address. */
    public IpAddress address() {
        return address;
    }

    /** The number of fixed leading bits. */
    public int prefix() {
        return prefix;
    }

    /** Whether it is an IPv4 block. */
    public boolean isV4() {
        return address.isV4();
    }

    /** Whether this address lies inside; never across families. */
    public boolean contains(IpAddress other) {
        if (other.isV4() != isV4()) {
            return false;
        }
        for (int bits = prefix, i = 0; bits > 0; bits -= 8, i++) {
            int mask = bits >= 8 ? 0xff : (0xff00 >> bits) & 0xff;
            if (((address.octet(i) ^ other.octet(i)) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether this whole block lies inside this one. */
    public boolean contains(Cidr other) {
        return prefix <= other.prefix && contains(other.address);
    }

    /** Whether the two share an address. */
    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    @Override
    public int compareTo(Cidr o) {
        int byAddress = address.compareTo(o.address);
        return byAddress != 0 ? byAddress : Integer.compare(prefix, o.prefix);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Cidr c && prefix == c.prefix && address.equals(c.address);
    }

    @Override
    public int hashCode() {
        return 31 * address.hashCode() + prefix;
    }

    @Override
    public String toString() {
        return address + "/" + prefix;
    }
}
