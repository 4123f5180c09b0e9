package io.portolan.dns;

import io.portolan.model.Feature;
import io.portolan.model.FieldPath;
import io.portolan.model.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The features of zones and record sets, as support tables list them. */
public final class DnsFeatures {
    /** A public zone. */
    public static final Feature PUBLIC_ZONE = Feature.of("DnsZone", "public");
    /** A zone that only some networks see. */
    public static final Feature PRIVATE_ZONE = Feature.of("DnsZone", "private");
    /** The TTL that a zone gives to record sets without one, with a range. */
    public static final Feature ZONE_TTL = Feature.of("DnsZone", "ttl");
    /** An alias to a load balancer. */
    public static final Feature ALIAS = feature("alias");
    /** An alias at the zone's apex. */
    public static final Feature ALIAS_APEX = feature("alias at the apex");
    /** A wildcard. */
    public static final Feature WILDCARD = feature("wildcard");
    /** Weighted answers. */
    public static final Feature WEIGHTED = feature("weighted");
    /** Failover answers. */
    public static final Feature FAILOVER = feature("failover");
    /** Answers by place. */
    public static final Feature GEO = feature("geo");
    /** The nearest answer. */
    public static final Feature LATENCY = feature("latency");
    /** Health checks of answers. */
    public static final Feature HEALTH_CHECK = feature("health check");
    /** The interval of health checks, with a range. */
    public static final Feature CHECK_INTERVAL = feature("health check interval");
    /** The TTL, with a range. */
    public static final Feature TTL = feature("ttl");

    private static final Map<RecordType, Feature> TYPES = types();

    private DnsFeatures() {}

    private static Feature feature(String name) {
        return Feature.of("RecordSet", name);
    }

    private static Map<RecordType, Feature> types() {
        Map<RecordType, Feature> types = new TreeMap<>();
        RecordType.usual().forEach(t -> types.put(t, feature("type " + t)));
        return types;
    }

    /** The feature of a record type. */
    public static Feature type(RecordType type) {
        Feature known = TYPES.get(type);
        return known != null ? known : feature("type " + type);
    }

    /** The features of these record types, by their mnemonics; for support tables. */
    public static Feature[] types(String... types) {
        Feature[] features = new Feature[types.length];
        for (int i = 0; i < types.length; i++) {
            features[i] = type(RecordType.of(types[i]));
        }
        return features;
    }

    static List<Use> of(RecordSet set) {
        List<Use> uses = new ArrayList<>(4);
        set.type().ifPresent(t -> uses.add(Use.of(type(t), FieldPath.of("type"))));
        set.ttl().value().ifPresent(d -> uses.add(Use.of(TTL, FieldPath.of("ttl"), d)));
        if (set.name().toString().startsWith("*.")) {
            uses.add(Use.of(WILDCARD, FieldPath.of("name")));
        }
        switch (set.policy()) {
            case WEIGHTED -> uses.add(Use.of(WEIGHTED, FieldPath.of("weighted")));
            case FAILOVER -> uses.add(Use.of(FAILOVER, FieldPath.of("failover")));
            case GEO -> uses.add(Use.of(GEO, FieldPath.of("geo")));
            case LATENCY -> uses.add(Use.of(LATENCY, FieldPath.of("latency")));
            case SIMPLE -> {}
        }
        for (int i = 0; i < set.answers().size(); i++) {
            Answer answer = set.answers().get(i);
            FieldPath at = RecordSetRules.answer(set, i);
            answer.alias().ifPresent(a -> uses.add(Use.of(ALIAS, at.field("alias"))));
            answer.healthCheck().ifPresent(check -> {
                uses.add(Use.of(HEALTH_CHECK, at.field("healthCheck")));
                check.interval()
                        .value()
                        .ifPresent(d -> uses.add(
                                Use.of(CHECK_INTERVAL, at.field("healthCheck").field("interval"), d)));
            });
        }
        return uses;
    }
}
