package io.portolan.aws.network;

import io.portolan.model.Cidr;
import io.portolan.model.IpAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A small free block for a subnet that nobody named: where a NAT gateway stands when a zone has no subnet with a way to the internet. */
final class FreeBlock {
    /** The smallest that AWS takes. */
    private static final int PREFIX = 28;

    private static final long SIZE = 1L << (32 - PREFIX);
    private static final int TRIES = 1 << 12;

    private FreeBlock() {}

    /** The last free one of the first block that has any, from the end, where people seldom put subnets. */
    static Optional<Cidr> of(List<Cidr> blocks, Collection<Cidr> taken) {
        return blocks.stream()
                .filter(Cidr::isV4)
                .map(block -> within(block, taken))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Cidr> within(Cidr block, Collection<Cidr> taken) {
        long start = number(block.address());
        long at = start + (1L << (32 - block.prefix())) - SIZE;
        for (int i = 0; i < TRIES && at >= start; i++, at -= SIZE) {
            Cidr candidate = Cidr.parse(text(at) + "/" + PREFIX);
            if (taken.stream().noneMatch(candidate::overlaps)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static long number(IpAddress address) {
        long number = 0;
        for (byte octet : address.octets()) {
            number = number << 8 | octet & 0xff;
        }
        return number;
    }

    private static String text(long number) {
        return (number >> 24 & 0xff) + "." + (number >> 16 & 0xff) + "." + (number >> 8 & 0xff) + "." + (number & 0xff);
    }
}
