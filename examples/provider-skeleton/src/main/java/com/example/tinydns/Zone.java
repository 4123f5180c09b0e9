package com.example.tinydns;

import io.portolan.dns.DnsName;
import io.portolan.dns.DnsZone;
import io.portolan.dns.DnsZone.NameServers;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.toolkit.Marks;
import io.portolan.spi.toolkit.NativeThing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A zone as the API has it. Its version grows when the zone itself changes; its labels carry the mark. */
record Zone(String id, String version, String name, long ttl, Map<String, String> labels, List<String> nameServers)
        implements NativeThing {

    /** What can be given of it. */
    record Body(String name, long ttl, Map<String, String> labels) {}

    @Override
    public NativeId nativeId() {
        return NativeId.of("zone", id);
    }

    @Override
    public Optional<Mark> mark() {
        return Marks.fromTags(labels);
    }

    @Override
    public Set<Claim> claims() {
        return Set.of(Claim.of("zone", name));
    }

    @Override
    public boolean isMeantBy(Ref<?> ref) {
        boolean byName = ref.form() == Ref.Form.DNS_NAME;
        return byName ? name.equals(DnsName.parse(ref.value()).toString()) : NativeThing.super.isMeantBy(ref);
    }

    @Override
    public Map<Output<?>, Object> outputs() {
        return Map.of(
                DnsZone.ID, nativeId(),
                DnsZone.DNS_NAME, DnsName.parse(name),
                DnsZone.TTL, Duration.ofSeconds(ttl),
                DnsZone.NAME_SERVERS, NameServers.of(nameServers));
    }
}
