package io.portolan.baremetal.cloud;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells beforehand where the addresses of a network will be on this machine. */
public final class AddressPlan {
    private AddressPlan() {}

    /**
     * The loopback blocks that would stand for those of a new network, by the network's own.
     *
     * <p>Input: range 127.0.0.0/8, block 10.20.0.0/16, nothing taken. After: 10.20.0.0/16 at 127.20.0.0/16.
     *
     * @param range of the cloud, as it lists itself
     * @param blocks of the network; those of IPv6 have no place
     * @param subnets of the network
     * @param taken the places of the networks that are there
     * @return empty where a block has no room: the cloud will say so
     */
    public static Map<String, String> preview(
            String range, List<String> blocks, List<String> subnets, List<String> taken) {
        try {
            var places = new LinkedHashMap<String, String>();
            new Loopback(Cidr.of(range))
                    .place(cidrs(blocks), cidrs(subnets), List.of(), cidrs(taken))
                    .forEach(
                            place -> places.put(String.valueOf(place.get("cidr")), String.valueOf(place.get("local"))));
            return places;
        } catch (CloudException e) {
            return Map.of();
        }
    }

    private static List<Cidr> cidrs(List<String> texts) {
        return texts.stream().map(Cidr::of).toList();
    }
}
