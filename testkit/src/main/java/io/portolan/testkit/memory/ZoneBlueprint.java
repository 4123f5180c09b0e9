package io.portolan.testkit.memory;

import io.portolan.Support;
import io.portolan.dns.DnsFeatures;
import io.portolan.dns.DnsName;
import io.portolan.dns.DnsZone;
import io.portolan.dns.DnsZone.NameServers;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.network.Network;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A zone is one thing. */
final class ZoneBlueprint implements Blueprint<DnsZone> {
    @Override
    public Kind<DnsZone> kind() {
        return DnsZone.KIND;
    }

    @Override
    public Support support() {
        return Support.builder()
                .natively(DnsFeatures.PUBLIC_ZONE, DnsFeatures.PRIVATE_ZONE)
                .within(DnsFeatures.ZONE_TTL, Duration.ZERO, Duration.ofDays(7))
                .build();
    }

    @Override
    public List<String> types() {
        return List.of("zone");
    }

    @Override
    public Output<NativeId> idOutput(String role) {
        return DnsZone.ID;
    }

    @Override
    public Set<Claim> claims(DnsZone spec, References references) {
        return Set.of(claim(spec.dnsName(), !spec.networks().isEmpty()));
    }

    @Override
    public Set<Claim> claims(Thing thing) {
        return thing.get("dnsName", DnsName.class)
                .map(name -> Set.of(claim(name, thing.raw("networks") != null)))
                .orElse(Set.of());
    }

    private static Claim claim(DnsName name, boolean isPrivate) {
        return Claim.of("zone", name.toString(), isPrivate ? "private" : "public");
    }

    @Override
    public void draw(DnsZone spec, Drawing drawing) {
        Duration ttl =
                drawing.resolve(spec.ttl(), drawing.found("zone", "zone"), "ttl", Duration.class, DnsZone.DEFAULT_TTL);
        List<Value<NativeId>> networks = spec.networks().stream()
                .map(network -> drawing.references().of(network, Network.ID))
                .toList();
        drawing.promise(DnsZone.DNS_NAME, spec.dnsName());
        drawing.promise(DnsZone.TTL, ttl);
        drawing.want("zone", "zone")
                .with("dnsName", spec.dnsName())
                .with("ttl", ttl)
                .maybe("networks", networks.isEmpty() ? null : Value.all(networks))
                .fills(DnsZone.NAME_SERVERS, ZoneBlueprint::nameServers)
                .end();
    }

    private static @Nullable NameServers nameServers(Thing zone) {
        return zone.raw("nameServers") instanceof List<?> names
                ? NameServers.of(names.stream().map(Object::toString).toList())
                : null;
    }

    @Override
    public <T> Optional<T> output(Bag bag, Output<T> output) {
        return bag.first("zone")
                .flatMap(zone -> Optional.ofNullable(value(zone, output)))
                .map(output.type()::cast);
    }

    private static @Nullable Object value(Thing zone, Output<?> output) {
        return output.equals(DnsZone.ID)
                ? zone.id()
                : output.equals(DnsZone.DNS_NAME)
                        ? zone.raw("dnsName")
                        : output.equals(DnsZone.TTL)
                                ? zone.raw("ttl")
                                : output.equals(DnsZone.NAME_SERVERS) ? nameServers(zone) : null;
    }

    @Override
    public boolean means(Ref<DnsZone> ref, Thing thing) {
        return ref.form() == Ref.Form.DNS_NAME
                ? DnsName.parse(ref.value()).equals(thing.raw("dnsName"))
                : Blueprint.super.means(ref, thing);
    }

    @Override
    public Optional<DnsZone> view(Bag bag) {
        return bag.first("zone").map(zone -> {
            DnsZone.Builder view =
                    DnsZone.named(zone.get("dnsName", DnsName.class).orElseThrow());
            zone.get("ttl", Duration.class).ifPresent(view::ttl);
            Arguments.ids(zone.raw("networks")).forEach(id -> view.network(Ref.id(Network.KIND, id.value())));
            return view.build();
        });
    }
}
