package io.portolan.baremetal.cloud;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.Optional;

/** A block of IPv4 or IPv6 addresses. The bits behind the prefix are 0. */
final class Cidr {
    private final byte[] address;
    private final int prefix;

    private Cidr(byte[] address, int prefix) {
        this.address = address;
        this.prefix = prefix;
    }

    /** A block as {@code 10.20.0.0/16}, or one address; empty where the text is neither, or has bits behind the prefix. */
    static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return Optional.empty();
        }
        int bits = address.length * 8;
        String length = slash < 0 ? "" + bits : text.substring(slash + 1);
        if (!length.matches("0|[1-9]\\d{0,2}") || Integer.parseInt(length) > bits) {
            return Optional.empty();
        }
        var cidr = new Cidr(address, Integer.parseInt(length));
        return Arrays.equals(cidr.masked(address), address) ? Optional.of(cidr) : Optional.empty();
    }

    /** A block whose text was checked before. */
    static Cidr of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a block of addresses: " + text));
    }

    static Cidr v4(long address, int prefix) {
        return new Cidr(
                new byte[] {(byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address},
                prefix);
    }

    boolean isV4() {
        return address.length == 4;
    }

    int prefix() {
        return prefix;
    }

    /** The first address of an IPv4 block as a number. */
    long first() {
        if (!isV4()) {
            throw new IllegalStateException(this + " is not IPv4");
        }
        long first = 0;
        for (byte octet : address) {
            first = first << 8 | octet & 0xff;
        }
        return first;
    }

    /** The last address of an IPv4 block as a number. */
    long last() {
        return first() + (1L << 32 - prefix) - 1;
    }

    /** The first address as text. */
    String address() {
        return NetUtil.bytesToIpAddress(address);
    }

    boolean contains(Cidr other) {
        return address.length == other.address.length
                && prefix <= other.prefix
                && Arrays.equals(masked(other.address), address);
    }

    boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    private byte[] masked(byte[] bytes) {
        byte[] masked = bytes.clone();
        for (int bit = prefix; bit < masked.length * 8; bit++) {
            masked[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return masked;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cidr cidr && prefix == cidr.prefix && Arrays.equals(address, cidr.address);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(address) * 31 + prefix;
    }

    @Override
    public String toString() {
        return address() + "/" + prefix;
    }
}
