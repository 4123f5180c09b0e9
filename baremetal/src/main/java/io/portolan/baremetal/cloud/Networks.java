package io.portolan.baremetal.cloud;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Networks: blocks of addresses, subnets and routes as they were asked for, and in {@code local} the loopback blocks that stand for
 * them. Nothing is routed: routes are kept and shown.
 */
final class Networks implements Kind {
    private final Loopback loopback;

    Networks(Loopback loopback) {
        this.loopback = loopback;
    }

    @Override
    public String name() {
        return "network";
    }

    @Override
    public String prefix() {
        return "net";
    }

    @Override
    public Set<String> assigned() {
        return Set.of("local");
    }

    @Override
    public Map<String, Object> read(Fields fields) {
        List<Cidr> blocks = fields.texts("cidrs").stream()
                .map(text -> cidr(fields, "cidrs", text))
                .toList();
        if (blocks.isEmpty()) {
            throw fields.wrong("cidrs", "must hold one block or more");
        }
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.subList(0, i).stream().anyMatch(blocks.get(i)::overlaps)) {
                throw fields.wrong("cidrs", "must not overlap: " + blocks.get(i));
            }
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("cidrs", blocks.stream().map(Cidr::toString).toList());
        body.put("subnets", subnets(fields, blocks));
        body.put("routes", routes(fields));
        return body;
    }

    private static List<Map<String, Object>> subnets(Fields fields, List<Cidr> blocks) {
        var names = new LinkedHashSet<String>();
        var taken = new ArrayList<Cidr>();
        var subnets = new ArrayList<Map<String, Object>>();
        for (Fields subnet : fields.objects("subnets")) {
            String name = subnet.text("name");
            Cidr cidr = cidr(subnet, "cidr", subnet.text("cidr"));
            Optional<Cidr> second = subnet.optionalText("cidr6").map(text -> cidr(subnet, "cidr6", text));
            if (!names.add(name)) {
                throw subnet.wrong("name", "must be unique in the network");
            }
            for (Cidr part : second.map(six -> List.of(cidr, six)).orElse(List.of(cidr))) {
                if (blocks.stream().noneMatch(block -> block.contains(part))) {
                    throw subnet.wrong("cidr", "must lie inside of the network: " + part);
                }
                if (taken.stream().anyMatch(part::overlaps)) {
                    throw subnet.wrong("cidr", "must not overlap another subnet: " + part);
                }
                taken.add(part);
            }
            var body = new LinkedHashMap<String, Object>();
            body.put("name", name);
            body.put("cidr", cidr.toString());
            second.ifPresent(six -> body.put("cidr6", six.toString()));
            subnet.optionalText("zone").ifPresent(zone -> body.put("zone", zone));
            subnet.optionalText("egress").ifPresent(egress -> body.put("egress", egress));
            subnet.end();
            subnets.add(body);
        }
        return subnets;
    }

    private static List<Map<String, Object>> routes(Fields fields) {
        var routes = new ArrayList<Map<String, Object>>();
        for (Fields route : fields.objects("routes")) {
            var body = new LinkedHashMap<String, Object>();
            body.put(
                    "destination",
                    cidr(route, "destination", route.text("destination")).toString());
            body.put("via", route.text("via"));
            route.optionalText("subnet").ifPresent(subnet -> body.put("subnet", subnet));
            route.end();
            routes.add(body);
        }
        return routes;
    }

    static Cidr cidr(Fields fields, String name, String text) {
        return Cidr.parse(text)
                .orElseThrow(
                        () -> fields.wrong(name, "must be a block such as 10.20.0.0/16, with no bit set behind it"));
    }

    @Override
    public Map<String, Object> settle(
            Transaction transaction, String id, Map<String, Object> body, @Nullable Document before) {
        List<Cidr> blocks =
                Json.strings(body.get("cidrs")).stream().map(Cidr::of).toList();
        List<Cidr> subnets = Json.objects(body.get("subnets")).stream()
                .map(subnet -> Cidr.of(Json.text(subnet, "cidr")))
                .filter(Cidr::isV4)
                .toList();
        List<Cidr> taken = transaction.all(name()).stream()
                .filter(network -> !network.id().equals(id))
                .flatMap(network -> network.objects("local").stream())
                .map(place -> Cidr.of(Json.text(place, "local")))
                .toList();
        body.put("local", loopback.place(blocks, subnets, before == null ? List.of() : before.objects("local"), taken));
        if (before != null) {
            checkSubnetsUnused(transaction, before, body);
        }
        return body;
    }

    private static void checkSubnetsUnused(Transaction transaction, Document before, Map<String, Object> body) {
        List<Object> kept = Json.objects(body.get("subnets")).stream()
                .map(subnet -> subnet.get("name"))
                .toList();
        for (Map<String, Object> subnet : before.objects("subnets")) {
            Object name = subnet.get("name");
            if (!kept.contains(name)) {
                transaction.all("balancer").stream()
                        .filter(balancer -> before.id().equals(balancer.textOrNull("network")))
                        .filter(balancer -> balancer.texts("subnets").contains(name))
                        .findFirst()
                        .ifPresent(balancer -> {
                            throw CloudException.inUse("subnet " + name + " of " + before, balancer.toString());
                        });
            }
        }
    }

    @Override
    public void checkUnused(Transaction transaction, Document network) {
        for (String kind : List.of("firewall", "address", "balancer")) {
            for (Document document : transaction.all(kind)) {
                if (network.id().equals(document.textOrNull("network"))) {
                    throw CloudException.inUse(network.toString(), document.toString());
                }
            }
        }
    }
}
