package io.portolan.baremetal.embedded;

import io.portolan.Support;
import io.portolan.dns.DnsFeatures;
import io.portolan.dns.DnsName;
import io.portolan.dns.DnsZone;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.Output;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Zones, each answered by the one name server of the cloud. */
final class DnsZoneTranslation implements Translation<DnsZone> {
    @Override
    public Kind<DnsZone> kind() {
        return DnsZone.KIND;
    }

    @Override
    public String part() {
        return "zone";
    }

    @Override
    public Support support() {
        return Support.builder()
                .natively(DnsFeatures.PUBLIC_ZONE)
                .within(DnsFeatures.ZONE_TTL, Duration.ZERO, Duration.ofSeconds(Integer.MAX_VALUE))
                .unsupported(DnsFeatures.PRIVATE_ZONE)
                .build();
    }

    @Override
    public Set<Claim> claims(DnsZone spec, References references) {
        return Set.of(claim(spec.dnsName().toString()));
    }

    @Override
    public Set<Claim> held(Native thing) {
        return Set.of(claim(thing.text("dnsName")));
    }

    private static Claim claim(String dnsName) {
        return Claim.of("zone", dnsName);
    }

    @Override
    public Map<String, Value<NativeValue>> fields(
            Key key, DnsZone spec, References references, Optional<Native> there) {
        var fields = new LinkedHashMap<String, Value<NativeValue>>();
        fields.put("dnsName", Value.of(NativeValue.of(spec.dnsName().toString())));
        Optional<Duration> had = there.flatMap(DnsZoneTranslation::ttl);
        fields.put(
                "ttl",
                Value.of(NativeValue.of(
                        spec.ttl().resolve(had, DnsZone.DEFAULT_TTL).toSeconds())));
        return fields;
    }

    private static Optional<Duration> ttl(Native thing) {
        return thing.number("ttl").map(Duration::ofSeconds);
    }

    @Override
    public Set<String> fixed(Optional<Native> there) {
        return Set.of("dnsName");
    }

    @Override
    public String summary(DnsZone spec, World world) {
        return spec.dnsName().toString();
    }

    @Override
    public Map<String, Object> left(DnsZone spec, Native there) {
        return spec.ttl().isUnset()
                ? ttl(there)
                        .filter(ttl -> !ttl.equals(DnsZone.DEFAULT_TTL))
                        .map(ttl -> Map.<String, Object>of("ttl", ttl))
                        .orElse(Map.of())
                : Map.of();
    }

    @Override
    public List<Output<?>> assigned() {
        return List.of(DnsZone.ID, DnsZone.NAME_SERVERS);
    }

    @Override
    public void promise(Planning planning, Key key, DnsZone spec, References references, Optional<Native> there) {
        planning.output(key, DnsZone.DNS_NAME, Value.of(spec.dnsName()));
        Duration ttl = spec.ttl().resolve(there.flatMap(DnsZoneTranslation::ttl), DnsZone.DEFAULT_TTL);
        planning.output(key, DnsZone.TTL, Value.of(ttl));
    }

    @Override
    public <T> Optional<T> output(Native thing, Output<T> output) {
        Object value = null;
        if (output.equals(DnsZone.ID)) {
            value = thing.id();
        } else if (output.equals(DnsZone.DNS_NAME)) {
            value = DnsName.absolute(thing.text("dnsName"));
        } else if (output.equals(DnsZone.TTL)) {
            value = ttl(thing).orElse(DnsZone.DEFAULT_TTL);
        } else if (output.equals(DnsZone.NAME_SERVERS)) {
            value = DnsZone.NameServers.of(thing.texts("nameServers"));
        }
        return Optional.ofNullable(value).map(output.type()::cast);
    }

    @Override
    public DnsZone spec(Native thing, World world) {
        return DnsZone.named(thing.text("dnsName"))
                .ttl(ttl(thing).orElse(DnsZone.DEFAULT_TTL))
                .build();
    }

    @Override
    public List<String> describe(Native thing) {
        return List.of("zone " + thing.text("id") + " " + thing.text("dnsName") + " serial "
                + thing.number("serial").orElse(0L));
    }
}
