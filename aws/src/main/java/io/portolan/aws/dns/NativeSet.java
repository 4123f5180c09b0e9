package io.portolan.aws.dns;

import io.portolan.dns.DnsName;
import io.portolan.dns.RecordType;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Mark;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * All that stands at one name and type of a zone, as it was read.
 *
 * @param balancers load balancers by the names that aliases have
 */
record NativeSet(NativeId zone, DnsName name, RecordType type, SetContent content, Map<String, NativeId> balancers)
        implements RecordThing {
    static final String PART = "records";
    /** For how long resolvers keep what an alias to a load balancer answers (developer guide, "alias records": 60 seconds). */
    private static final Duration ALIAS_TTL = Duration.ofSeconds(60);

    static NativeId id(NativeId zone, DnsName name, RecordType type) {
        return NativeId.of(PART, zone.value() + "/" + name + "/" + type);
    }

    static Claim claim(Object zone, DnsName name, RecordType type) {
        return Claim.of("rrset", zone.toString(), name.toString(), type.toString());
    }

    /** Name and type, as {@code www.shop.example. A}. */
    String label() {
        return name + " " + type;
    }

    @Override
    public NativeId nativeId() {
        return id(zone, name, type);
    }

    @Override
    public Optional<Mark> mark() {
        return content.mark();
    }

    @Override
    public Set<Claim> claims() {
        return Set.of(claim(zone, name, type));
    }

    /** The zone, and the balancers that it is an alias of. */
    @Override
    public Map<NativeId, Duration> uses() {
        Map<NativeId, Duration> uses = new LinkedHashMap<>();
        uses.put(zone, Duration.ZERO);
        for (ResourceRecordSet set : content.sets()) {
            NativeId balancer = set.aliasTarget() == null
                    ? null
                    : balancers.get(set.aliasTarget().dnsName());
            if (balancer != null) {
                uses.put(balancer, ALIAS_TTL);
            }
        }
        return uses;
    }

    Optional<Duration> ttl() {
        return content.sets().stream()
                .filter(set -> set.ttl() != null)
                .findFirst()
                .map(set -> Duration.ofSeconds(set.ttl()));
    }
}
