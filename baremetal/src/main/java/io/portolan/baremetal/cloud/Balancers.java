package io.portolan.baremetal.cloud;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Balancers: one document each, with listeners, routes, pools, targets, checks and certificates.
 *
 * <p>An update replaces whole fields: {@code pools} means all pools. A certificate that comes without its key keeps the key it has in
 * this balancer, so a change of a route carries no secret. A read shows no key; {@code certificates} has a fingerprint of each
 * certificate and an opaque digest of its key, {@code endpoints} where the listeners are, {@code targets} where the targets are.
 */
final class Balancers implements Kind {
    private final Addresses addresses;
    private final Endpoints endpoints;
    private final byte[] digestKey;

    Balancers(Addresses addresses, Endpoints endpoints, byte[] digestKey) {
        this.addresses = addresses;
        this.endpoints = endpoints;
        this.digestKey = digestKey.clone();
    }

    @Override
    public String name() {
        return "balancer";
    }

    @Override
    public String prefix() {
        return "lb";
    }

    @Override
    public Set<String> assigned() {
        return Set.of("ip");
    }

    @Override
    public Set<String> fixed() {
        return Set.of("address");
    }

    @Override
    public Map<String, Object> read(Fields fields) {
        var body = new LinkedHashMap<String, Object>();
        fields.optionalText("network").ifPresent(network -> body.put("network", network));
        fields.optionalText("address").ifPresent(address -> body.put("address", address));
        body.put("scheme", fields.oneOf("scheme", "PUBLIC", Set.of("PUBLIC", "INTERNAL")));
        body.put("subnets", fields.texts("subnets"));
        body.put("firewalls", fields.texts("firewalls"));
        body.put(
                "sourceRanges",
                fields.texts("sourceRanges").stream()
                        .map(text -> Networks.cidr(fields, "sourceRanges", text).toString())
                        .toList());
        body.put(
                "idleTimeout",
                fields.optionalNumber("idleTimeout", 1000, Pools.DAY).orElse(60_000L));
        List<Map<String, Object>> pools = Pools.read(fields);
        Set<String> names = pools.stream()
                .map(pool -> Json.text(pool, "name"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        body.put("listeners", Listeners.read(fields, names));
        body.put("pools", pools);
        return body;
    }

    @Override
    public Map<String, Object> settle(
            Transaction transaction, String id, Map<String, Object> body, @Nullable Document before) {
        @Nullable String network = (String) body.get("network");
        checkReferences(transaction, body, network);
        if (body.get("address") instanceof String address) {
            body.put("ip", transaction.get("address", address).text("ip"));
        } else if (before != null) {
            if (!before.text("scheme").equals(body.get("scheme"))) {
                throw new CloudException(
                        CloudException.Code.IMMUTABLE,
                        "scheme of " + before + " can't be changed while it has no reserved address");
            }
            body.put("ip", before.text("ip"));
        } else {
            body.put("ip", addresses.free(transaction, "INTERNAL".equals(body.get("scheme")) ? network : null, null));
        }
        keepKeys(body, before);
        var balancer = new Document(name(), id, body);
        endpoints.assign(transaction, balancer);
        checkPlaces(transaction, balancer);
        return body;
    }

    private static void checkReferences(Transaction transaction, Map<String, Object> body, @Nullable String network) {
        List<String> subnets = Json.strings(body.get("subnets"));
        if (network != null) {
            List<Object> there = transaction.get("network", network).objects("subnets").stream()
                    .map(subnet -> subnet.get("name"))
                    .toList();
            if (!there.containsAll(subnets)) {
                throw CloudException.invalid("subnets must name subnets of network " + network + ": " + there);
            }
        } else if (!subnets.isEmpty()) {
            throw CloudException.invalid("subnets need a network");
        }
        Json.strings(body.get("firewalls")).forEach(firewall -> transaction.get("firewall", firewall));
    }

    private static void keepKeys(Map<String, Object> body, @Nullable Document before) {
        List<Map<String, Object>> had = before == null ? List.of() : certificates(before);
        body.put("listeners", mapCertificates(Json.objects(body.get("listeners")), certificate -> {
            if (certificate.containsKey("privateKey")) {
                return certificate;
            }
            return had.stream()
                    .filter(old -> Certificates.sameCertificate(old.get("certificate"), certificate.get("certificate")))
                    .findFirst()
                    .orElseThrow(() -> CloudException.invalid("a certificate that is new here needs its privateKey"));
        }));
    }

    private void checkPlaces(Transaction transaction, Document balancer) {
        Set<Endpoints.Endpoint> places = endpoints.places(transaction, balancer);
        places.stream().filter(place -> place.port() > 65535).findFirst().ifPresent(place -> {
            throw CloudException.invalid(
                    "listeners: a port and the offset of " + endpoints.offset() + " must not exceed 65535 together");
        });
        for (Document other : transaction.all(name())) {
            if (!other.id().equals(balancer.id())) {
                places.stream()
                        .filter(endpoints.places(transaction, other)::contains)
                        .findFirst()
                        .ifPresent(place -> {
                            throw CloudException.inUse(place.toString(), other.toString());
                        });
            }
        }
    }

    @Override
    public void checkUnused(Transaction transaction, Document balancer) {
        Optional<Document> alias = transaction.all(RecordSets.KIND).stream()
                .filter(records -> RecordSets.balancers(records).contains(balancer.id()))
                .findFirst();
        if (alias.isPresent()) {
            throw CloudException.inUse(balancer.toString(), alias.get().toString());
        }
    }

    @Override
    public void deleted(Transaction transaction, Document balancer) {
        endpoints.release(transaction, balancer.id());
    }

    @Override
    public Map<String, Object> show(Transaction transaction, Document balancer) {
        var shown = new LinkedHashMap<>(balancer.body());
        shown.put(
                "listeners",
                mapCertificates(
                        balancer.objects("listeners"), certificate -> Map.of("certificate", certificate(certificate))));
        shown.put(
                "certificates",
                certificates(balancer).stream()
                        .map(certificate -> Certificates.show(certificate, digestKey))
                        .toList());
        var listeners = new ArrayList<Map<String, Object>>();
        for (Map<String, Object> listener : balancer.objects("listeners")) {
            int port = Endpoints.port(listener);
            String at = endpoints.listener(transaction, balancer, port).toString();
            listeners.add(Map.of("port", (long) port, "at", at));
        }
        shown.put("endpoints", listeners);
        var targets = new LinkedHashMap<String, Object>();
        for (Map<String, Object> pool : balancer.objects("pools")) {
            for (Map<String, Object> target : Json.objects(pool.get("targets"))) {
                Object port = target.containsKey("port") ? target.get("port") : pool.get("port");
                String at =
                        endpoints.target(transaction, balancer, pool, target).toString();
                targets.put(target.get("address") + ":" + port, at);
            }
        }
        shown.put("targets", targets);
        return shown;
    }

    private static String certificate(Map<String, Object> certificate) {
        return String.valueOf(certificate.get("certificate"));
    }

    /** The certificates of all listeners of a balancer, with their keys. */
    static List<Map<String, Object>> certificates(Document balancer) {
        return balancer.objects("listeners").stream()
                .flatMap(listener -> Json.objects(Json.map(listener.get("tls")).get("certificates")).stream())
                .toList();
    }

    private static List<Map<String, Object>> mapCertificates(
            List<Map<String, Object>> listeners, UnaryOperator<Map<String, Object>> change) {
        var mapped = new ArrayList<Map<String, Object>>();
        for (Map<String, Object> listener : listeners) {
            var copy = new LinkedHashMap<>(listener);
            if (listener.get("tls") != null) {
                var tls = new LinkedHashMap<>(Json.map(listener.get("tls")));
                tls.put(
                        "certificates",
                        Json.objects(tls.get("certificates")).stream()
                                .map(change)
                                .toList());
                copy.put("tls", tls);
            }
            mapped.add(copy);
        }
        return mapped;
    }
}
