package io.portolan.aws.dns;

import io.portolan.aws.account.Pages;
import io.portolan.aws.account.Service;
import io.portolan.spi.driver.Reads;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.GetHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.ListHostedZonesResponse;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.VPC;

/** The reads of Route 53, each once in a pass. */
final class ZoneReads {
    private final Service<Route53Client> route53;
    private final Reads reads;

    ZoneReads(Service<Route53Client> route53, Reads reads) {
        this.route53 = route53;
        this.reads = reads;
    }

    /** Every zone of the account, without VPCs and name servers. */
    List<Zone> zones() {
        return reads.once(
                route53.call("ListHostedZones"),
                "",
                () -> Pages.all(
                                token -> route53.read(
                                        "ListHostedZones",
                                        token,
                                        client ->
                                                client.listHostedZones(request -> request.marker(Pages.token(token)))),
                                ListHostedZonesResponse::hostedZones,
                                ListHostedZonesResponse::nextMarker)
                        .stream()
                        .map(Zone::of)
                        .toList());
    }

    /** One zone by its id. */
    Zone zone(String id) {
        GetHostedZoneResponse answer = reads.once(
                route53.call("GetHostedZone"),
                id,
                () -> route53.read("GetHostedZone", id, client -> client.getHostedZone(request -> request.id(id))));
        List<String> servers = answer.delegationSet() == null
                ? List.of()
                : answer.delegationSet().nameServers().stream()
                        .map(ZoneReads::absolute)
                        .toList();
        return new Zone(
                answer.hostedZone(), answer.vpCs().stream().map(VPC::vpcId).toList(), servers);
    }

    /** A zone with what lists lack: of a private one the VPCs, of a public one the servers, from the first page of its record sets. */
    Zone whole(Zone zone) {
        if (zone.isPrivate()) {
            return zone(zone.id());
        }
        List<String> servers = page(zone.id(), "").resourceRecordSets().stream()
                .filter(set -> set.type() == RRType.NS && zone.name().toString().equals(Octal.decoded(set.name())))
                .flatMap(set -> set.resourceRecords().stream())
                .map(record -> absolute(record.value()))
                .toList();
        return new Zone(zone.zone(), List.of(), servers);
    }

    static String absolute(String name) {
        return name.endsWith(".") ? name : name + ".";
    }

    /** Every record set of a zone, in pages of 300. */
    List<ResourceRecordSet> records(String zone) {
        List<ResourceRecordSet> all = new ArrayList<>(Pages.all(
                token -> page(zone, token), ListResourceRecordSetsResponse::resourceRecordSets, ZoneReads::next));
        return List.copyOf(all);
    }

    private ListResourceRecordSetsResponse page(String zone, String token) {
        return reads.once(
                route53.call("ListResourceRecordSets"),
                List.of(zone, token),
                () -> route53.read(
                        "ListResourceRecordSets",
                        (zone + " " + token).strip(),
                        client -> client.listResourceRecordSets(from(zone, token))));
    }

    private static ListResourceRecordSetsRequest from(String zone, String token) {
        ListResourceRecordSetsRequest.Builder request =
                ListResourceRecordSetsRequest.builder().hostedZoneId(zone);
        if (!token.isEmpty()) {
            String[] words = token.split("\n", -1);
            request.startRecordName(words[0]).startRecordType(words[1]);
            if (!words[2].isEmpty()) {
                request.startRecordIdentifier(words[2]);
            }
        }
        return request.build();
    }

    private static String next(ListResourceRecordSetsResponse page) {
        if (!Boolean.TRUE.equals(page.isTruncated())) {
            return "";
        }
        String id = page.nextRecordIdentifier() == null ? "" : page.nextRecordIdentifier();
        return page.nextRecordName() + "\n" + page.nextRecordTypeAsString() + "\n" + id;
    }
}
