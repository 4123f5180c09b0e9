package io.portolan.baremetal.cloud;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reserved addresses, and where all addresses of balancers come from.
 *
 * <p>One that names a network comes from the network's place: from the subnet that it names, else from outside of all subnets where there
 * is room. Any other comes from the pool.
 */
final class Addresses implements Kind {
    private static final int FIRST_HOST = 2;

    private final Loopback loopback;
    private final Endpoints endpoints;

    Addresses(Loopback loopback, Endpoints endpoints) {
        this.loopback = loopback;
        this.endpoints = endpoints;
    }

    @Override
    public String name() {
        return "address";
    }

    @Override
    public String prefix() {
        return "addr";
    }

    @Override
    public Set<String> assigned() {
        return Set.of("ip");
    }

    @Override
    public Set<String> fixed() {
        return Set.of("family", "network", "subnet");
    }

    @Override
    public Map<String, Object> read(Fields fields) {
        var body = new LinkedHashMap<String, Object>();
        body.put("family", fields.oneOf("family", "IPv4", Set.of("IPv4")));
        fields.optionalText("network").ifPresent(network -> body.put("network", network));
        fields.optionalText("subnet").ifPresent(subnet -> body.put("subnet", subnet));
        return body;
    }

    @Override
    public Map<String, Object> settle(
            Transaction transaction, String id, Map<String, Object> body, @Nullable Document before) {
        body.put(
                "ip",
                before == null
                        ? free(transaction, (String) body.get("network"), (String) body.get("subnet"))
                        : before.text("ip"));
        return body;
    }

    /** An address that nothing has, for a balancer or a reservation. */
    String free(Transaction transaction, @Nullable String network, @Nullable String subnet) {
        if (!endpoints.ownAddresses()) {
            return Endpoints.SHARED;
        }
        Set<String> taken = taken(transaction);
        for (Cidr pool : pools(transaction, network, subnet)) {
            for (long host = pool.first() + FIRST_HOST; host < pool.last(); host++) {
                String ip = Cidr.v4(host, 32).address();
                if (!taken.contains(ip)) {
                    return ip;
                }
            }
        }
        throw new CloudException(CloudException.Code.QUOTA, "no address is free; release one that is not needed");
    }

    private List<Cidr> pools(Transaction transaction, @Nullable String network, @Nullable String only) {
        if (network == null) {
            return loopback.pools();
        }
        Document document = transaction.get("network", network);
        List<Cidr> subnets = document.objects("subnets").stream()
                .filter(subnet -> only == null || only.equals(subnet.get("name")))
                .map(subnet -> Cidr.of(Json.text(subnet, "cidr")))
                .filter(Cidr::isV4)
                .flatMap(subnet -> Loopback.local(subnet, document.objects("local")).stream())
                .toList();
        if (only != null) {
            return subnets;
        }
        var pools = new ArrayList<Cidr>();
        for (Map<String, Object> place : document.objects("local")) {
            Cidr local = Cidr.of(Json.text(place, "local"));
            // A look at the first /24s is enough: whoever fills them with subnets gets an address from a subnet.
            for (long at = local.first(); local.prefix() < 24 && at < local.last() && pools.size() < 256; at += 256) {
                Cidr part = Cidr.v4(at, 24);
                if (subnets.stream().noneMatch(part::overlaps)) {
                    pools.add(part);
                }
            }
        }
        return Stream.of(pools, subnets, places(document)).flatMap(List::stream).toList();
    }

    private static List<Cidr> places(Document network) {
        return network.objects("local").stream()
                .map(place -> Cidr.of(Json.text(place, "local")))
                .toList();
    }

    private Set<String> taken(Transaction transaction) {
        var taken = new HashSet<String>();
        transaction.all(name()).forEach(address -> taken.add(address.text("ip")));
        for (Document balancer : transaction.all("balancer")) {
            taken.add(balancer.text("ip"));
            for (Map<String, Object> pool : balancer.objects("pools")) {
                for (Map<String, Object> target : Json.objects(pool.get("targets"))) {
                    taken.add(endpoints.ip(transaction, balancer, Json.text(target, "address")));
                }
            }
        }
        return taken;
    }

    @Override
    public void checkUnused(Transaction transaction, Document address) {
        for (Document balancer : transaction.all("balancer")) {
            if (address.id().equals(balancer.textOrNull("address"))) {
                throw CloudException.inUse(address.toString(), balancer.toString());
            }
        }
    }

    @Override
    public void deleted(Transaction transaction, Document address) {
        endpoints.release(transaction, address.id());
    }
}
