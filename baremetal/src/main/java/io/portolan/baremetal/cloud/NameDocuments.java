package io.portolan.baremetal.cloud;

import io.portolan.baremetal.nameserver.DnsHealthCheck;
import io.portolan.baremetal.nameserver.RecordSetData;
import io.portolan.baremetal.nameserver.RecordSetData.Choice;
import io.portolan.baremetal.nameserver.ServerConfig;
import io.portolan.baremetal.nameserver.TsigKey;
import io.portolan.baremetal.nameserver.ZoneData;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the name server should answer, from the documents: a pure function. */
final class NameDocuments {
    private final Transaction view;
    private final Endpoints endpoints;

    private NameDocuments(Transaction view, Endpoints endpoints) {
        this.view = view;
        this.endpoints = endpoints;
    }

    static ServerConfig of(Transaction view, Endpoints endpoints, List<TsigKey> keys) {
        var documents = new NameDocuments(view, endpoints);
        return new ServerConfig(
                view.all(Zones.KIND).stream().map(documents::zone).toList(), keys);
    }

    static ZoneData zone(Transaction view, Endpoints endpoints, Document zone) {
        return new NameDocuments(view, endpoints).zone(zone);
    }

    private ZoneData zone(Document zone) {
        return ZoneData.builder(zone.text("dnsName"))
                .serial(zone.number("serial"))
                .ttl(Duration.ofSeconds(zone.number("ttl")))
                .negativeTtl(Duration.ofSeconds(zone.number("negativeTtl")))
                .recordSets(view.all(RecordSets.KIND, zone.id() + "/").stream()
                        .map(this::recordSet)
                        .toList())
                .build();
    }

    private RecordSetData recordSet(Document set) {
        String name = set.text("name");
        String type = set.text("type");
        Duration ttl = Duration.ofSeconds(set.number("ttl"));
        if (set.body().containsKey("weighted")) {
            return RecordSetData.weighted(name, type, ttl, choices(name, set.objects("weighted")));
        }
        if (set.body().containsKey("failover")) {
            return RecordSetData.failover(name, type, ttl, choices(name, set.objects("failover")));
        }
        return RecordSetData.simple(name, type, ttl, values(set.body()));
    }

    private List<Choice> choices(String name, List<Map<String, Object>> choices) {
        return choices.stream()
                .map(choice -> new Choice(
                        String.valueOf(choice.get("id")),
                        choice.containsKey("weight") ? PoolDocuments.number(choice, "weight") : 1,
                        values(choice),
                        checks(name, choice)))
                .toList();
    }

    private List<String> values(Map<String, Object> answer) {
        return answer.containsKey("alias") ? List.of(balancer(answer).text("ip")) : Json.strings(answer.get("values"));
    }

    private Document balancer(Map<String, Object> answer) {
        return view.get("balancer", String.valueOf(Json.map(answer.get("alias")).get("balancer")));
    }

    private List<DnsHealthCheck> checks(String name, Map<String, Object> choice) {
        if (!choice.containsKey("healthCheck")) {
            return List.of();
        }
        Map<String, Object> check = Json.map(choice.get("healthCheck"));
        var protocol = DnsHealthCheck.Protocol.valueOf(String.valueOf(check.get("protocol")));
        int port = check.containsKey("port")
                ? PoolDocuments.number(check, "port")
                : protocol == DnsHealthCheck.Protocol.HTTPS ? 443 : 80;
        return values(choice).stream()
                .map(ip -> check(protocol, place(choice, ip, port), check, name))
                .toList();
    }

    /** A port of a balancer is where the balancer listens for it; any other is itself. */
    private Endpoints.Endpoint place(Map<String, Object> choice, String ip, int port) {
        return choice.containsKey("alias")
                ? endpoints.listener(view, balancer(choice), port)
                : view.all("balancer").stream()
                        .filter(balancer -> balancer.text("ip").equals(ip) && endpoints.ownAddresses())
                        .findFirst()
                        .map(balancer -> endpoints.listener(view, balancer, port))
                        .orElse(new Endpoints.Endpoint(ip, port));
    }

    private static DnsHealthCheck check(
            DnsHealthCheck.Protocol protocol, Endpoints.Endpoint place, Map<String, Object> check, String name) {
        DnsHealthCheck.Builder config = DnsHealthCheck.builder(protocol, place.ip(), place.port())
                .interval(PoolDocuments.millis(check, "interval"))
                .timeout(PoolDocuments.millis(check, "timeout"))
                .healthyThreshold(PoolDocuments.number(check, "healthyThreshold"))
                .unhealthyThreshold(PoolDocuments.number(check, "unhealthyThreshold"));
        if (protocol != DnsHealthCheck.Protocol.TCP) {
            config.path(String.valueOf(check.get("path")));
            config.hostName(
                    check.get("host") instanceof String host
                            ? host
                            : name.substring(0, Math.max(1, name.length() - 1)));
        }
        return config.build();
    }
}
