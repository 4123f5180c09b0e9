package io.portolan.aws.dns;

import io.portolan.Impact;
import io.portolan.Refusal;
import io.portolan.Support;
import io.portolan.aws.account.Account;
import io.portolan.aws.account.Service;
import io.portolan.dns.DnsFeatures;
import io.portolan.dns.DnsZone;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.network.Network;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.ThingDriver;
import io.portolan.spi.toolkit.Things;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.DeleteHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.HostedZoneConfig;
import software.amazon.awssdk.services.route53.model.UpdateHostedZoneCommentRequest;

/** Hosted zones, public and private. Made with the engine's token as caller reference; mark and TTL stand in the comment. */
final class DnsZoneDriver implements ThingDriver<DnsZone, Zone> {
    private static final Support SUPPORT = Support.builder()
            .natively(DnsFeatures.PUBLIC_ZONE, DnsFeatures.PRIVATE_ZONE)
            .within(DnsFeatures.ZONE_TTL, Duration.ZERO, Duration.ofSeconds(Integer.MAX_VALUE))
            .build();

    private final Service<Route53Client> route53;
    private final ZoneNetworks networks;

    DnsZoneDriver(Account account) {
        this.route53 = account.route53();
        this.networks = new ZoneNetworks(account);
    }

    @Override
    public Kind<DnsZone> kind() {
        return DnsZone.KIND;
    }

    @Override
    public Support support() {
        return SUPPORT;
    }

    @Override
    public Set<Claim> claims(DnsZone spec, References references) {
        return Set.of(Zone.claim(spec.dnsName(), !spec.networks().isEmpty()));
    }

    @Override
    public Observation<Things<Zone>> observe(Scope<DnsZone> scope, Reads reads) {
        ZoneReads route = new ZoneReads(route53, reads);
        Things.Builder<Zone> seen = Things.of(this, scope);
        seen.read(Place.of("list", "zones"), scope.wanted().keySet(), route::zones)
                .ifPresent(zones -> zones.forEach(zone -> add(zone, scope, route, seen)));
        seen.remembered(id -> route.zone(id.value()));
        return seen.observation().build();
    }

    /** Reads more only of zones that matter: calls do not grow with what others have in the account. */
    private void add(Zone zone, Scope<DnsZone> scope, ZoneReads route, Things.Builder<Zone> seen) {
        boolean matters =
                zone.mark().filter(mark -> mark.owner().equals(scope.owner())).isPresent()
                        || scope.adopt().containsValue(zone.id())
                        || scope.existing().stream().anyMatch(zone::isMeantBy);
        if (!matters) {
            seen.add(zone);
            return;
        }
        seen.read(
                        Place.of(Zone.PART, zone.id()),
                        zone.mark().map(Mark::key).stream().toList(),
                        () -> route.whole(zone))
                .ifPresent(seen::add);
    }

    @Override
    public DnsZone spec(Zone zone) {
        return DnsZone.named(zone.name())
                .ttl(zone.ttl())
                .networks(zone.vpcs().stream()
                        .map(vpc -> Ref.id(Network.KIND, vpc))
                        .toList())
                .build();
    }

    @Override
    public Steps create(Change<DnsZone> change, Planning planning) {
        Key key = change.key();
        DnsZone spec = change.desired().orElseThrow();
        Duration ttl = spec.ttl().orElse(DnsZone.DEFAULT_TTL);
        String comment = ZoneComment.read("").with(change.mark(), ttl).written();
        if (isTooLong(comment, key, planning)) {
            return Steps.none();
        }
        planning.output(key, DnsZone.DNS_NAME, Value.of(spec.dnsName()));
        planning.output(key, DnsZone.TTL, Value.of(ttl));
        boolean isPrivate = !spec.networks().isEmpty();
        Step step = route53.step("CreateHostedZone", spec.dnsName().toString(), key)
                .with("Name", spec.dnsName().toString())
                .with("HostedZoneConfig", config(comment, isPrivate))
                .repeat(Repeat.TOKEN)
                .fills(key, DnsZone.ID);
        if (isPrivate) {
            step.with("VPC", networks.vpc(change.references(), spec.networks().get(0)));
        } else {
            step.fills(key, DnsZone.NAME_SERVERS);
        }
        if (change.ours().isPresent()) {
            step.impact(Impact.REPLACES);
        }
        List<Steps> steps = new ArrayList<>();
        steps.add(step.call(run -> {
            var made = route53.write(step, run, CreateHostedZoneRequest.builder(), Route53Client::createHostedZone);
            NativeId id = NativeId.of(Zone.PART, Zone.id(made.hostedZone().id()));
            run.made(key, id);
            run.fill(key, DnsZone.ID, id);
            if (!isPrivate) {
                run.fill(key, DnsZone.NAME_SERVERS, servers(made.delegationSet().nameServers()));
            }
            return id;
        }));
        for (Ref<Network> more : spec.networks()
                .subList(Math.min(1, spec.networks().size()), spec.networks().size())) {
            steps.add(networks.associate(key, Value.later(key, DnsZone.ID), networks.vpc(change.references(), more)));
        }
        return Steps.sequence(steps);
    }

    private static HostedZoneConfig config(String comment, boolean isPrivate) {
        return HostedZoneConfig.builder()
                .comment(comment)
                .privateZone(isPrivate)
                .build();
    }

    private static DnsZone.NameServers servers(List<String> names) {
        return DnsZone.NameServers.of(names.stream().map(ZoneReads::absolute).toList());
    }

    private static boolean isTooLong(String comment, Key key, Planning planning) {
        if (comment.length() <= ZoneComment.MOST) {
            return false;
        }
        planning.refuse(
                key,
                Refusal.Why.UNSUPPORTED,
                "the comment of the zone, which carries its mark, would have " + comment.length() + " characters",
                "Route 53 holds " + ZoneComment.MOST + ": choose a shorter name, or shorten the zone's own comment");
        return true;
    }

    @Override
    public Steps update(Change<DnsZone> change, Zone zone, Planning planning) {
        Key key = change.key();
        Optional<DnsZone> spec = change.desired();
        Duration ttl = spec.map(s -> s.ttl().resolve(zone.comment().ttl(), DnsZone.DEFAULT_TTL))
                .orElse(zone.ttl());
        boolean released = change.intent() == Change.Intent.RELEASE;
        ZoneComment comment = zone.comment().with(released ? null : change.mark(zone.nativeId()), ttl);
        if (isTooLong(comment.written(), key, planning)) {
            return Steps.none();
        }
        List<Steps> steps = new ArrayList<>();
        if (!ttl.equals(zone.ttl())) {
            planning.output(key, DnsZone.TTL, Value.of(ttl));
            planning.differs(key, FieldPath.of("ttl"), zone.ttl(), ttl, Planning.Reason.WANTED);
        }
        if (!comment.equals(zone.comment())) {
            Step step = route53.step("UpdateHostedZoneComment", zone.name().toString(), key)
                    .on(zone.nativeId())
                    .with("Id", zone.id())
                    .with("Comment", comment.written());
            steps.add(step.call(run -> route53.write(
                    step, run, UpdateHostedZoneCommentRequest.builder(), Route53Client::updateHostedZoneComment)));
        }
        spec.ifPresent(s -> steps.add(networks.change(change, s, zone, planning)));
        return Steps.sequence(steps);
    }

    @Override
    public Steps delete(Change<DnsZone> change, Zone zone) {
        Step step = route53.delete("DeleteHostedZone", zone.nativeId(), change.key())
                .impact(Impact.DELETES)
                .exclusive(zone.nativeId());
        return step.call(run -> {
            String id = run.get("id", String.class);
            return route53.write(step, run, DeleteHostedZoneRequest.builder().id(id), Route53Client::deleteHostedZone);
        });
    }
}
