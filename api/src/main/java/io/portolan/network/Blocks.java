package io.portolan.network;

import io.portolan.model.Cidr;
import io.portolan.model.IpAddress;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Where a subnet that lies outside of its network could go instead. */
final class Blocks {
    private static final int TRIES = 1 << 12;

    private Blocks() {}

    /** One line: a free block of the subnet's size within the network, and the block that would make room for the subnet as it is. */
    static String advice(Network network, Subnet subnet) {
        String room = "add " + around(network, subnet.cidr()) + " to `cidrs`";
        return network.cidrs().stream()
                .map(block -> free(network, subnet, block))
                .flatMap(Optional::stream)
                .findFirst()
                .map(block -> "free in it: " + block + "; or " + room)
                .orElse(room);
    }

    /** The block of the size of the network's own that holds this one, unless that would overlap. */
    private static Cidr around(Network network, Cidr wanted) {
        return network.cidrs().stream()
                .filter(block -> block.isV4() == wanted.isV4() && block.prefix() <= wanted.prefix())
                .map(block -> block(wanted.address(), number(wanted.address()), block.prefix()))
                .filter(block -> network.cidrs().stream().noneMatch(block::overlaps))
                .findFirst()
                .orElse(wanted);
    }

    /** At the same position within the block if that is free, else the first free one. */
    private static Optional<Cidr> free(Network network, Subnet subnet, Cidr block) {
        Cidr wanted = subnet.cidr();
        if (block.isV4() != wanted.isV4() || block.prefix() > wanted.prefix()) {
            return Optional.empty();
        }
        BigInteger start = number(block.address());
        BigInteger size = BigInteger.ONE.shiftLeft(bits(block) - block.prefix());
        BigInteger step = BigInteger.ONE.shiftLeft(bits(block) - wanted.prefix());
        BigInteger same = start.add(number(wanted.address()).mod(size));
        for (int i = -1; i < TRIES; i++) {
            BigInteger at = i < 0 ? same : start.add(step.multiply(BigInteger.valueOf(i)));
            if (at.compareTo(start.add(size)) >= 0) {
                break;
            }
            Cidr candidate = block(wanted.address(), at, wanted.prefix());
            if (isFree(candidate, network.subnets(), subnet)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static boolean isFree(Cidr candidate, List<Subnet> subnets, Subnet except) {
        return subnets.stream()
                .noneMatch(s -> !s.name().equals(except.name()) && s.cidr().overlaps(candidate));
    }

    private static int bits(Cidr block) {
        return block.isV4() ? 32 : 128;
    }

    private static BigInteger number(IpAddress address) {
        return new BigInteger(1, address.octets());
    }

    /** The block of this length that holds the number, in the family of the address. */
    private static Cidr block(IpAddress family, BigInteger number, int prefix) {
        int bits = family.isV4() ? 32 : 128;
        BigInteger start = number.shiftRight(bits - prefix).shiftLeft(bits - prefix);
        return Cidr.parse(text(start, bits) + "/" + prefix);
    }

    private static String text(BigInteger number, int bits) {
        StringBuilder text = new StringBuilder();
        int width = bits == 32 ? 8 : 16;
        for (int shift = bits - width; shift >= 0; shift -= width) {
            int part = number.shiftRight(shift).intValue() & ((1 << width) - 1);
            text.append(text.length() == 0 ? "" : width == 8 ? "." : ":")
                    .append(width == 8 ? Integer.toString(part) : Integer.toHexString(part));
        }
        return text.toString();
    }
}
