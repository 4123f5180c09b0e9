package com.example.tinydns;

import io.portolan.Impact;
import io.portolan.Support;
import io.portolan.dns.DnsFeatures;
import io.portolan.dns.DnsZone;
import io.portolan.dns.DnsZone.NameServers;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Planning.Reason;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Marks;
import io.portolan.spi.toolkit.ThingDriver;
import io.portolan.spi.toolkit.Things;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Zones: made with a token, changed and deleted at the version that was read, marked in their labels. */
final class DnsZoneDriver implements ThingDriver<DnsZone, Zone> {
    private final TinyDnsApi api;

    DnsZoneDriver(TinyDnsApi api) {
        this.api = api;
    }

    @Override
    public Kind<DnsZone> kind() {
        return DnsZone.KIND;
    }

    @Override
    public Support support() {
        return Support.builder()
                .natively(DnsFeatures.PUBLIC_ZONE)
                .within(DnsFeatures.ZONE_TTL, Duration.ofMinutes(1), Duration.ofDays(1))
                .build();
    }

    @Override
    public Set<Claim> claims(DnsZone zone, References references) {
        return Set.of(Claim.of("zone", zone.dnsName().toString()));
    }

    @Override
    public Observation<Things<Zone>> observe(Scope<DnsZone> scope, Reads reads) {
        Things.Builder<Zone> seen = Things.of(this, scope);
        seen.read(Place.of("list", "zones"), scope.wanted().keySet(), () -> reads.once("zones.list", "", api::zones))
                .ifPresent(zones -> zones.forEach(seen::add));
        seen.remembered(id -> reads.once("zones.get", id, () -> api.zone(id.value())));
        return seen.observation().build();
    }

    @Override
    public DnsZone spec(Zone zone) {
        return DnsZone.named(zone.name()).ttl(Duration.ofSeconds(zone.ttl())).build();
    }

    @Override
    public Steps create(Change<DnsZone> change, Planning planning) {
        Key key = change.key();
        DnsZone spec = change.desired().orElseThrow();
        Duration ttl = spec.ttl().orElse(DnsZone.DEFAULT_TTL);
        planning.output(key, DnsZone.DNS_NAME, Value.of(spec.dnsName()));
        planning.output(key, DnsZone.TTL, Value.of(ttl));
        Map<String, String> labels = Marks.toTags(change, change.mark(), Map.of());
        Step step = Step.write("zones.create", spec.dnsName().toString(), key)
                .with("zone", new Zone.Body(spec.dnsName().toString(), ttl.toSeconds(), labels))
                .repeat(Repeat.TOKEN)
                .fills(key, DnsZone.ID)
                .fills(key, DnsZone.NAME_SERVERS);
        if (change.ours().isPresent()) {
            step.impact(Impact.REPLACES);
        }
        return step.call(run -> {
            Zone zone = api.create(run.get("zone", Zone.Body.class), run.token());
            run.made(key, zone.nativeId());
            run.fill(key, DnsZone.ID, zone.nativeId());
            run.fill(key, DnsZone.NAME_SERVERS, NameServers.of(zone.nameServers()));
            return zone;
        });
    }

    @Override
    public Steps update(Change<DnsZone> change, Zone zone, Planning planning) {
        Key key = change.key();
        Duration now = Duration.ofSeconds(zone.ttl());
        Duration ttl = change.desired()
                .map(spec -> spec.ttl().resolve(Optional.of(now), DnsZone.DEFAULT_TTL))
                .orElse(now);
        Map<String, String> labels = Marks.toTags(change, change.mark(zone.nativeId()), zone.labels());
        if (ttl.equals(now) && labels.equals(zone.labels())) {
            return Steps.none();
        }
        if (!ttl.equals(now)) {
            planning.output(key, DnsZone.TTL, Value.of(ttl));
            planning.differs(key, FieldPath.of("ttl"), now, ttl, Reason.WANTED);
        }
        return Step.write("zones.update", zone.name(), key)
                .with("id", zone.id())
                .with("zone", new Zone.Body(zone.name(), ttl.toSeconds(), labels))
                .condition("version", zone.version())
                .repeat(Repeat.PRECONDITION)
                .call(run -> api.update(
                        run.get("id", String.class),
                        run.get("version", String.class),
                        run.get("zone", Zone.Body.class)));
    }

    @Override
    public Steps delete(Change<DnsZone> change, Zone zone) {
        return Step.delete("zones.delete", zone.nativeId(), change.key())
                .condition("version", zone.version())
                .impact(Impact.DELETES)
                .call(run -> api.delete(run.get("id", String.class), run.get("version", String.class)));
    }
}
