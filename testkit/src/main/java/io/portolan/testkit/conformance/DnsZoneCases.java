package io.portolan.testkit.conformance;

import io.portolan.dns.DnsFeatures;
import io.portolan.dns.DnsZone;
import io.portolan.model.Field;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.network.Network;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class DnsZoneCases extends KindCases<DnsZone> {
    DnsZoneCases(Declared declared) {
        super(declared);
    }

    @Override
    public Kind<DnsZone> kind() {
        return DnsZone.KIND;
    }

    static String dnsName(int n) {
        return "kit" + n + ".example.";
    }

    @Override
    public DnsZone spec(int n) {
        DnsZone zone = DnsZone.named(dnsName(n)).build();
        return declared().holds(zone) || !declared().holds(DnsFeatures.PRIVATE_ZONE)
                ? zone
                : zone.toBuilder().network(ref(Network.KIND, 0)).build();
    }

    @Override
    public List<Alteration<DnsZone>> alterations() {
        DnsZone zone = spec(0);
        DnsZone short_ = zone.toBuilder().ttl(Duration.ofSeconds(60)).build();
        return held(List.of(
                Alteration.of("ttl", zone, short_),
                Alteration.of(
                        "ttl back to its default",
                        short_,
                        zone.toBuilder().ttl(Field.useDefault()).build())));
    }

    @Override
    public List<Alteration<DnsZone>> silences() {
        DnsZone zone = spec(0);
        return held(List.of(Alteration.of(
                "ttl", zone.toBuilder().ttl(Duration.ofSeconds(60)).build(), zone)));
    }

    @Override
    public List<Sample<DnsZone>> samples() {
        DnsZone zone = DnsZone.named(dnsName(0)).build();
        return List.of(
                Sample.of(DnsFeatures.PUBLIC_ZONE, zone),
                Sample.of(
                        DnsFeatures.PRIVATE_ZONE,
                        zone.toBuilder().network(ref(Network.KIND, 0)).build()),
                Sample.of(
                        DnsFeatures.ZONE_TTL,
                        Duration.class,
                        declared().within(DnsFeatures.ZONE_TTL, Duration.class, Duration.ofSeconds(60)),
                        ttl -> spec(0).toBuilder().ttl(ttl).build()));
    }

    @Override
    public Optional<DnsZone> rival(DnsZone spec) {
        return Optional.of(spec);
    }

    @Override
    public Optional<Output<NativeId>> id() {
        return Optional.of(DnsZone.ID);
    }

    @Override
    public void words(DnsZone zone, Words words) {
        words.put("dnsName", zone.dnsName()).field("ttl", zone.ttl(), DnsZone.DEFAULT_TTL);
        words.references("networks", zone.networks());
    }
}
