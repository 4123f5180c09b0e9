package io.portolan.baremetal.proxy;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The addresses from which clients are let in. */
final class SourceRanges {
    private final List<Range> ranges;

    private SourceRanges(List<Range> ranges) {
        this.ranges = ranges;
    }

    /**
     * Reads CIDRs such as {@code 10.0.0.0/8} or {@code fd00::/8}; a bare address means itself.
     *
     * @throws IllegalArgumentException naming the first that can't be read
     */
    static SourceRanges parse(List<String> cidrs) {
        List<Range> ranges = new ArrayList<>();
        for (String cidr : cidrs) {
            ranges.add(Range.parse(cidr));
        }
        return new SourceRanges(List.copyOf(ranges));
    }

    /** True where no range is given. An IPv4 client of an IPv6 socket is its IPv4 address. */
    boolean contains(InetAddress address) {
        if (ranges.isEmpty()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        for (Range range : ranges) {
            if (range.contains(bytes)) {
                return true;
            }
        }
        return false;
    }

    private static final class Range {
        private final byte[] network;
        private final int bits;

        private Range(byte[] network, int bits) {
            this.network = network;
            this.bits = bits;
        }

        static Range parse(String cidr) {
            int slash = cidr.indexOf('/');
            byte[] network = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? cidr : cidr.substring(0, slash));
            if (network == null) {
                throw new IllegalArgumentException("'" + cidr + "' is not a CIDR such as 10.0.0.0/8 or fd00::/8");
            }
            int bits = slash < 0 ? network.length * Byte.SIZE : bits(cidr.substring(slash + 1));
            if (bits < 0 || bits > network.length * Byte.SIZE) {
                throw new IllegalArgumentException(
                        "'" + cidr + "' needs a prefix length from 0 to " + network.length * Byte.SIZE);
            }
            return new Range(network, bits);
        }

        private static int bits(String text) {
            return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
        }

        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
                return false;
            }
            int rest = bits % Byte.SIZE;
            return rest == 0 || ((address[whole] ^ network[whole]) & 0xFF) >>> (Byte.SIZE - rest) == 0;
        }
    }
}
