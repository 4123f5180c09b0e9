package io.portolan.baremetal.cloud;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which loopback addresses stand for which addresses of a network: the plan that needs no root.
 *
 * <p>{@code 10.a.b.c} becomes {@code 127.a.b.c} where that is free; any other block, or one whose place is taken, moves into the
 * next free {@code 127.x.0.0/16} and keeps the lower 16 bits of its addresses. 127.0.0.0/16 is the machine's own.
 *
 * <p>Before: 10.20.0.0/16 stands at 127.20.0.0/16. Input: 192.168.7.0/24 and a second 10.20.0.0/16. After: the first at
 * 127.1.7.0/24, the second at 127.21.0.0/16.
 */
final class Loopback {
    /** The whole of what there is. */
    static final Cidr EVERYTHING = Cidr.of("127.0.0.0/8");

    private static final Cidr MACHINE = Cidr.of("127.0.0.0/16");
    private static final Cidr TEN = Cidr.of("10.0.0.0/8");
    private static final int SIXTEEN = 16;

    private final Cidr range;
    private final List<Cidr> pools;

    /** @param range the part of 127.0.0.0/8 that may be used, at least a /16 */
    Loopback(Cidr range) {
        this.range = range;
        this.pools = range.equals(EVERYTHING)
                ? List.of(Cidr.of("127.20.0.0/24"), Cidr.of("127.254.0.0/16"))
                : List.of(Cidr.v4(range.last() - 255, 24));
    }

    /** Where addresses come from that belong to no network, in the order in which they are taken. */
    List<Cidr> pools() {
        return pools;
    }

    /**
     * Finds places for the IPv4 blocks of a network, beside those that have one. IPv6 has one loopback address, so its blocks have no
     * place.
     *
     * @param blocks what should have a place
     * @param subnets the parts of the blocks that hold addresses: these keep away from the first pool, the rest need not
     * @param had the blocks that have a place in this network
     * @param taken the places of all other networks
     * @throws CloudException INVALID for a block that is too large, QUOTA when no place is free
     */
    List<Map<String, Object>> place(
            List<Cidr> blocks, List<Cidr> subnets, List<Map<String, Object>> had, List<Cidr> taken) {
        var places = new LinkedHashMap<Cidr, Cidr>();
        had.forEach(place -> places.put(Cidr.of(Json.text(place, "cidr")), Cidr.of(Json.text(place, "local"))));
        places.keySet().retainAll(blocks);
        for (Cidr block : blocks) {
            if (block.isV4() && !places.containsKey(block)) {
                List<Cidr> inside = subnets.stream().filter(block::contains).toList();
                List<Cidr> all =
                        Stream.concat(taken.stream(), places.values().stream()).toList();
                places.put(block, find(block, inside, all));
            }
        }
        var list = new ArrayList<Map<String, Object>>();
        places.forEach((block, local) -> list.add(Map.of("cidr", block.toString(), "local", local.toString())));
        return list;
    }

    private Cidr find(Cidr block, List<Cidr> subnets, List<Cidr> taken) {
        if (block.prefix() <= EVERYTHING.prefix()) {
            throw CloudException.invalid("cidrs: " + block + " has no room in " + EVERYTHING + "; at most a /9 has");
        }
        long own = EVERYTHING.first() | block.first() & 0xffffff;
        if (TEN.contains(block) && free(Cidr.v4(own, block.prefix()), block, subnets, taken)) {
            return Cidr.v4(own, block.prefix());
        }
        int width = Math.min(block.prefix(), SIXTEEN);
        long step = 1L << 32 - width;
        long low = block.prefix() > SIXTEEN ? block.first() & 0xffff : 0;
        long count = Math.max(1, (range.last() + 1 - range.first()) / step);
        long begin = TEN.contains(block) ? (own - range.first()) / step + 1 : 1;
        for (long n = 0; n < count; n++) {
            Cidr place = Cidr.v4(range.first() + Math.floorMod(begin + n, count) * step + low, block.prefix());
            if (free(place, block, subnets, taken)) {
                return place;
            }
        }
        throw new CloudException(CloudException.Code.QUOTA, "no place for " + block + " is free in " + range);
    }

    private boolean free(Cidr place, Cidr block, List<Cidr> subnets, List<Cidr> taken) {
        return range.contains(place)
                && !place.overlaps(MACHINE)
                && taken.stream().noneMatch(place::overlaps)
                && pools.stream().skip(1).noneMatch(place::overlaps)
                && subnets.stream()
                        .map(subnet -> move(subnet, block, place))
                        .noneMatch(subnet -> pools.stream().anyMatch(subnet::overlaps));
    }

    /** Where a part of a block is, when the block is at a place. */
    static Cidr move(Cidr part, Cidr block, Cidr place) {
        return Cidr.v4(place.first() + part.first() - block.first(), part.prefix());
    }

    /** What stands for an address or block, by the places of a network. */
    static Optional<Cidr> local(Cidr part, List<Map<String, Object>> places) {
        for (Map<String, Object> place : places) {
            Cidr block = Cidr.of(Json.text(place, "cidr"));
            if (block.contains(part)) {
                return Optional.of(move(part, block, Cidr.of(Json.text(place, "local"))));
            }
        }
        return Optional.empty();
    }
}
