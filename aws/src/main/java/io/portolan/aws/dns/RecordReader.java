package io.portolan.aws.dns;

import io.portolan.aws.account.Account;
import io.portolan.aws.account.BalancerList;
import io.portolan.aws.account.Pages;
import io.portolan.dns.Answer;
import io.portolan.dns.DnsName;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.toolkit.Things;
import io.portolan.spi.toolkit.dns.RecordDriver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.HealthCheck;
import software.amazon.awssdk.services.route53.model.ListHealthChecksResponse;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Reads record sets where they can be: in zones that specs name, that carry the owner's mark, that were written to before. Health checks are listed only
 * where there is one to look for.
 */
final class RecordReader {
    private final Account account;
    private final Scope<RecordSet> scope;
    private final Reads reads;
    private final ZoneReads route;
    private final Things.Builder<RecordThing> seen;
    private final List<NativeSet> sets = new ArrayList<>();

    RecordReader(Account account, RecordSetDriver driver, Scope<RecordSet> scope, Reads reads) {
        this.account = account;
        this.scope = scope;
        this.reads = reads;
        this.route = new ZoneReads(account.route53(), reads);
        this.seen = Things.of(driver, scope);
    }

    Observation<Things<RecordThing>> observe() {
        seen.read(Place.of("list", "zones"), scope.wanted().keySet(), route::zones)
                .ifPresent(this::zones);
        Map<String, NativeId> balancers = balancers();
        sets.forEach(set -> seen.add(new NativeSet(set.zone(), set.name(), set.type(), set.content(), balancers)));
        if (hasChecks()) {
            Place place = Place.of("list", "health-checks");
            seen.read(place, checkedKeys(), this::list).ifPresent(this::checks);
        }
        seen.remembered(this::remembered);
        return seen.observation().build();
    }

    private void zones(List<Zone> zones) {
        Map<String, Zone> known = new HashMap<>();
        zones.forEach(zone -> known.put(zone.id(), zone));
        RecordDriver.zones(scope, zones)
                .forEach((zone, keys) -> Optional.ofNullable(known.get(zone.value()))
                        .or(() -> seen.read(RecordDriver.place(zone), keys, () -> route.zone(zone.value())))
                        .ifPresent(there -> zone(there, zone, keys)));
    }

    private void zone(Zone zone, NativeId id, Set<Key> keys) {
        seen.read(RecordDriver.place(id), keys, () -> route.records(zone.id())).ifPresent(records -> {
            Registry registry = Registry.read(id, zone.name(), records);
            seen.add(registry);
            Map<String, List<ResourceRecordSet>> labels = new TreeMap<>();
            for (ResourceRecordSet record : records) {
                if (!Registry.isShare(record)) {
                    String name = DnsName.parse(Octal.decoded(record.name())).toString();
                    labels.computeIfAbsent(name + " " + record.typeAsString(), l -> new ArrayList<>(1))
                            .add(record);
                }
            }
            labels.forEach((label, members) -> {
                int blank = label.indexOf(' ');
                sets.add(new NativeSet(
                        id,
                        DnsName.parse(label.substring(0, blank)),
                        RecordType.of(label.substring(blank + 1)),
                        SetContent.of(members, registry.mark(label).orElse(null)),
                        Map.of()));
            });
        });
    }

    /** Load balancers by name, listed only where one of our sets is an alias. */
    private Map<String, NativeId> balancers() {
        boolean aliases = sets.stream()
                .filter(this::isOurs)
                .flatMap(set -> set.content().sets().stream())
                .anyMatch(set -> set.aliasTarget() != null);
        if (!aliases) {
            return Map.of();
        }
        Map<String, NativeId> balancers = new HashMap<>();
        Place place = Place.of("list", "load balancers");
        seen.read(place, Set.of(), () -> BalancerList.read(account, reads))
                .ifPresent(list -> list.forEach(balancer -> balancers.put(
                        ZoneReads.absolute(balancer.dnsName().toLowerCase(java.util.Locale.ROOT)),
                        NativeId.of("balancer", balancer.loadBalancerArn()))));
        return Map.copyOf(balancers);
    }

    private boolean isOurs(NativeSet set) {
        return set.mark().filter(mark -> mark.owner().equals(scope.owner())).isPresent();
    }

    private boolean hasChecks() {
        return !checkedKeys().isEmpty()
                || scope.memory().made().keySet().stream().anyMatch(RecordReader::isCheck)
                || scope.memory().doomed().keySet().stream().anyMatch(RecordReader::isCheck)
                || sets.stream()
                        .filter(this::isOurs)
                        .flatMap(set -> set.content().sets().stream())
                        .anyMatch(set -> set.healthCheckId() != null);
    }

    private static boolean isCheck(NativeId id) {
        return id.part().equals(Check.PART);
    }

    private List<Key> checkedKeys() {
        return scope.wanted().entrySet().stream()
                .filter(entry -> entry.getValue().answers().stream()
                        .map(Answer::healthCheck)
                        .anyMatch(Optional::isPresent))
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<HealthCheck> list() {
        var route53 = account.route53();
        return reads.once(
                route53.call("ListHealthChecks"),
                "",
                () -> Pages.all(
                        token -> route53.read(
                                "ListHealthChecks",
                                token,
                                client -> client.listHealthChecks(request -> request.marker(Pages.token(token)))),
                        ListHealthChecksResponse::healthChecks,
                        ListHealthChecksResponse::nextMarker));
    }

    private void checks(List<HealthCheck> all) {
        Map<String, Mark> byId = new HashMap<>();
        Map<String, Key> byHash = new HashMap<>();
        scope.memory().made().values().forEach(key -> byHash.put(Check.hash(key.toString()), key));
        scope.wanted().keySet().forEach(key -> byHash.put(Check.hash(key.toString()), key));
        for (NativeSet set : sets) {
            set.mark().filter(mark -> mark.owner().equals(scope.owner())).ifPresent(mark -> {
                byHash.put(Check.hash(mark.key().toString()), mark.key());
                set.content().sets().stream()
                        .filter(member -> member.healthCheckId() != null)
                        .forEach(member -> byId.put(member.healthCheckId(), mark));
            });
        }
        for (HealthCheck check : all) {
            boolean ours = Check.isOf(scope.owner(), check);
            @Nullable Key key = ours ? byHash.get(Check.keyHash(scope.owner(), check)) : null;
            Mark made = key == null ? null : Mark.of(scope.owner(), key);
            Mark used = ours ? byId.get(check.id()) : null;
            seen.add(new Check(check, used == null ? made : Mark.of(scope.owner(), used.key())));
        }
    }

    /** Only checks are made with an id of their own; record sets are there as soon as their batch is. */
    private RecordThing remembered(NativeId id) {
        var route53 = account.route53();
        HealthCheck check = reads.once(
                route53.call("GetHealthCheck"),
                id.value(),
                () -> route53.read(
                                "GetHealthCheck",
                                id.value(),
                                client -> client.getHealthCheck(request -> request.healthCheckId(id.value())))
                        .healthCheck());
        Key key = scope.memory().made().get(id);
        return new Check(check, key == null ? null : Mark.of(scope.owner(), key));
    }
}
