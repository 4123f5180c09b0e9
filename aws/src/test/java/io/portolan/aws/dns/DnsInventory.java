package io.portolan.aws.dns;

import io.portolan.aws.Inventory;
import io.portolan.aws.MotoAccount;
import io.portolan.dns.DnsName;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.HealthCheck;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Zones, record sets and health checks on moto. A mark stands with its record set; one without a record set is listed by itself. */
public final class DnsInventory implements Inventory {
    @Override
    public void census(MotoAccount account, Map<NativeId, String> all) {
        try (Route53Client client = account.client(Route53Client.builder())) {
            for (HostedZone zone : client.listHostedZones().hostedZones()) {
                NativeId id = NativeId.of("zone", Zone.id(zone.id()));
                all.put(id, zone.name() + " " + zone.config());
                List<ResourceRecordSet> records = client
                        .listResourceRecordSetsPaginator(request -> request.hostedZoneId(id.value()))
                        .resourceRecordSets()
                        .stream()
                        .toList();
                records(id, DnsName.parse(zone.name()), records, all);
            }
            for (HealthCheck check : client.listHealthChecks().healthChecks()) {
                all.put(
                        NativeId.of("health-check", check.id()),
                        check.healthCheckConfig().toString());
            }
        }
    }

    private static void records(
            NativeId zone, DnsName name, List<ResourceRecordSet> records, Map<NativeId, String> all) {
        Map<String, Mark> marks =
                new TreeMap<>(Registry.read(zone, name, records).all());
        Map<String, List<ResourceRecordSet>> labels = labels(records);
        labels.forEach((label, sets) -> {
            boolean ofTheZone = label.equals(name + " SOA") || label.equals(name + " NS");
            if (!ofTheZone) {
                all.put(
                        id(zone, label),
                        SetContent.of(sets, marks.remove(label)).toString());
            }
        });
        marks.forEach((label, mark) -> all.put(NativeId.of("mark", zone.value() + "/" + label), mark.toString()));
    }

    private static NativeId id(NativeId zone, String label) {
        return NativeId.of("records", zone.value() + "/" + label.replace(' ', '/'));
    }

    private static Map<String, List<ResourceRecordSet>> labels(List<ResourceRecordSet> records) {
        Map<String, List<ResourceRecordSet>> labels = new TreeMap<>();
        for (ResourceRecordSet record : records) {
            if (!Registry.isShare(record)) {
                labels.computeIfAbsent(
                                Octal.decoded(record.name()) + " " + record.typeAsString(), l -> new ArrayList<>())
                        .add(record);
            }
        }
        return labels;
    }

    @Override
    public boolean received(SdkRequest request, Map<String, Object> arguments) {
        if (!(request instanceof ChangeResourceRecordSetsRequest batch)) {
            return false;
        }
        arguments.put("HostedZoneId", batch.hostedZoneId());
        List<ResourceRecordSet> before = sets(batch, ChangeAction.DELETE);
        List<ResourceRecordSet> after = sets(batch, ChangeAction.CREATE);
        DnsName zone = zone(before, after);
        Map<String, Mark> had = marks(batch, zone, before);
        Map<String, Mark> gets = marks(batch, zone, after);
        had.entrySet().removeIf(mark -> gets.remove(mark.getKey(), mark.getValue()));
        Map<String, List<ResourceRecordSet>> was = labels(before);
        Map<String, List<ResourceRecordSet>> is = labels(after);
        Map<String, Object> all = new TreeMap<>();
        List<String> touched = new ArrayList<>(was.keySet());
        is.keySet().stream().filter(label -> !was.containsKey(label)).forEach(touched::add);
        for (String label : touched) {
            all.put(label + " was", content(was.get(label), had.get(label)));
            all.put(label, content(is.get(label), gets.get(label)));
        }
        shares(before, after).forEach(all::put);
        arguments.putAll(all);
        return true;
    }

    private static SetContent content(@Nullable List<ResourceRecordSet> sets, @Nullable Mark mark) {
        return sets == null ? SetContent.NOTHING : SetContent.of(sets, mark);
    }

    private static List<ResourceRecordSet> sets(ChangeResourceRecordSetsRequest batch, ChangeAction action) {
        return batch.changeBatch().changes().stream()
                .filter(change -> change.action() == action)
                .map(Change::resourceRecordSet)
                .toList();
    }

    private static DnsName zone(List<ResourceRecordSet> before, List<ResourceRecordSet> after) {
        return java.util.stream.Stream.concat(before.stream(), after.stream())
                .filter(Registry::isShare)
                .map(set -> DnsName.parse(set.name().substring(set.name().indexOf('.') + 1)))
                .findFirst()
                .orElse(DnsName.parse("none.example."));
    }

    private static Map<String, Mark> marks(
            ChangeResourceRecordSetsRequest batch, DnsName zone, List<ResourceRecordSet> sets) {
        return Registry.read(NativeId.of("zone", batch.hostedZoneId()), zone, sets)
                .all();
    }

    private static Map<String, Registry.ShareChange> shares(
            List<ResourceRecordSet> before, List<ResourceRecordSet> after) {
        Map<String, ResourceRecordSet> was = new LinkedHashMap<>();
        before.stream().filter(Registry::isShare).forEach(set -> was.put(Octal.decoded(set.name()), set));
        Map<String, Registry.ShareChange> changes = new TreeMap<>();
        after.stream().filter(Registry::isShare).forEach(set -> {
            String share = Octal.decoded(set.name());
            changes.put(share, new Registry.ShareChange(was.remove(share), set));
        });
        was.forEach((share, set) -> changes.put(share, new Registry.ShareChange(set, null)));
        return changes;
    }
}
