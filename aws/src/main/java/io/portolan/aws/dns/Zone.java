package io.portolan.aws.dns;

import io.portolan.dns.DnsName;
import io.portolan.dns.DnsZone;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.toolkit.NativeThing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.route53.model.HostedZone;

/**
 * A hosted zone as it was read. Mark and TTL stand in its comment, which is given in the call that creates it and comes with every list of zones.
 *
 * @param zone the SDK's object
 * @param vpcs the VPCs that see a private zone; empty for a public one
 * @param nameServers the servers of a public zone, where they were read
 */
record Zone(HostedZone zone, List<String> vpcs, List<String> nameServers) implements NativeThing {
    static final String PART = "zone";

    Zone {
        vpcs = List.copyOf(vpcs);
        nameServers = List.copyOf(nameServers);
    }

    static Zone of(HostedZone zone) {
        return new Zone(zone, List.of(), List.of());
    }

    static Claim claim(DnsName name, boolean isPrivate) {
        return Claim.of("zone", name.toString(), isPrivate ? "private" : "public");
    }

    /** AWS gives {@code /hostedzone/Z123}, and takes {@code Z123}. */
    static String id(String resource) {
        return resource.substring(resource.lastIndexOf('/') + 1);
    }

    String id() {
        return id(zone.id());
    }

    DnsName name() {
        return DnsName.parse(Octal.decoded(zone.name()));
    }

    boolean isPrivate() {
        return zone.config() != null && Boolean.TRUE.equals(zone.config().privateZone());
    }

    ZoneComment comment() {
        return ZoneComment.read(
                zone.config() == null || zone.config().comment() == null
                        ? ""
                        : zone.config().comment());
    }

    @Override
    public NativeId nativeId() {
        return NativeId.of(PART, id());
    }

    @Override
    public Optional<Mark> mark() {
        return comment().mark();
    }

    @Override
    public Set<Claim> claims() {
        return Set.of(claim(name(), isPrivate()));
    }

    /** By its DNS name too; of a public and a private zone of one name the public one is meant. */
    @Override
    public boolean isMeantBy(Ref<?> ref) {
        return ref.form() == Ref.Form.DNS_NAME
                ? !isPrivate() && name().toString().equals(ref.value())
                : NativeThing.super.isMeantBy(ref);
    }

    @Override
    public Map<Output<?>, Object> outputs() {
        Map<Output<?>, Object> outputs = new LinkedHashMap<>();
        outputs.put(DnsZone.ID, nativeId());
        outputs.put(DnsZone.DNS_NAME, name());
        outputs.put(DnsZone.TTL, ttl());
        if (!nameServers.isEmpty()) {
            outputs.put(DnsZone.NAME_SERVERS, DnsZone.NameServers.of(nameServers));
        }
        return outputs;
    }

    Duration ttl() {
        return comment().ttl().orElse(DnsZone.DEFAULT_TTL);
    }

    @Override
    public Map<NativeId, Duration> uses() {
        Map<NativeId, Duration> uses = new LinkedHashMap<>();
        vpcs.forEach(vpc -> uses.put(NativeId.of("vpc", vpc), Duration.ZERO));
        return uses;
    }
}
