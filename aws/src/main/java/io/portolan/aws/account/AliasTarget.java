package io.portolan.aws.account;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Output;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an alias record needs of a load balancer beside its portable address: the hosted zone of its name, from {@code CanonicalHostedZoneId}. Filled by
 * the driver of load balancers, read by the driver of record sets.
 */
public final class AliasTarget {
    /** The alias target of a load balancer. */
    public static final Output<AliasTarget> OUTPUT = Output.of("LoadBalancer", "aliasTarget", AliasTarget.class);
    /** Its families, known before it exists: they say which record types an alias without one has. */
    public static final Output<Families> FAMILIES = Output.of("LoadBalancer", "aliasFamilies", Families.class);

    /** The address families that answer. */
    public enum Families {
        /** A only. */
        IPV4,
        /** A and AAAA. */
        DUAL_STACK
    }

    private final String zone;
    private final String dnsName;

    private AliasTarget(String zone, String dnsName) {
        this.zone = requireNonNull(zone, "zone");
        this.dnsName = requireNonNull(dnsName, "dnsName");
    }

    /** A target by its hosted zone id and its DNS name, which is made lower case with a final dot, as Route 53 gives it back. */
    public static AliasTarget of(String zone, String dnsName) {
        String name = dnsName.toLowerCase(Locale.ROOT);
        return new AliasTarget(zone, name.endsWith(".") ? name : name + ".");
    }

    /** The id of the hosted zone that the name stands in. */
    public String zone() {
        return zone;
    }

    /** The absolute name, lower case. */
    public String dnsName() {
        return dnsName;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof AliasTarget a && zone.equals(a.zone) && dnsName.equals(a.dnsName);
    }

    @Override
    public int hashCode() {
        return 31 * zone.hashCode() + dnsName.hashCode();
    }

    @Override
    public String toString() {
        return dnsName + " in " + zone;
    }
}
