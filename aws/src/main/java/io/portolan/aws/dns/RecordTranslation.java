package io.portolan.aws.dns;

import io.portolan.aws.account.AliasTarget;
import io.portolan.dns.Answer;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Field;
import io.portolan.model.IpAddress;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.ResourceRecordSetFailover;

/** Record sets in Route 53's words. Pure. */
final class RecordTranslation {
    private RecordTranslation() {}

    /** The types at Route 53: the one given, or those in which the balancer answers. */
    static List<RecordType> types(RecordSet spec, References references) {
        if (spec.type().isPresent()) {
            return List.of(spec.type().get());
        }
        TreeSet<RecordType> types = new TreeSet<>();
        for (Answer answer : spec.answers()) {
            answer.alias().ifPresent(balancer -> types.addAll(families(balancer, references)));
        }
        return List.copyOf(types);
    }

    private static List<RecordType> families(Ref<LoadBalancer> balancer, References references) {
        if (isPlain(balancer, references)) {
            List<RecordType> types = references.of(balancer, LoadBalancer.ADDRESS).now().stream()
                    .flatMap(address -> address.ips().stream())
                    .map(RecordTranslation::family)
                    .distinct()
                    .toList();
            return types.isEmpty() ? List.of(RecordType.A) : types;
        }
        boolean dual = references
                .of(balancer, AliasTarget.FAMILIES)
                .now()
                .filter(AliasTarget.Families.DUAL_STACK::equals)
                .isPresent();
        return dual ? List.of(RecordType.A, RecordType.AAAA) : List.of(RecordType.A);
    }

    /** Whether a balancer has plain addresses, as those of other providers may: then there is nothing to be an alias of. */
    static boolean isPlain(Ref<LoadBalancer> balancer, References references) {
        return references
                .of(balancer, LoadBalancer.ADDRESS_FORM)
                .now()
                .filter(BalancerAddress.Form.IPS::equals)
                .isPresent();
    }

    private static RecordType family(IpAddress address) {
        return address.toString().indexOf(':') < 0 ? RecordType.A : RecordType.AAAA;
    }

    /**
     * What is to stand at the spec's name and a type; known when all that it refers to is.
     *
     * @param checks the ids of health checks by the number of their answers
     * @param there what stands there now, for what the spec leaves as it is
     */
    static Value<SetContent> content(
            RecordSet spec,
            RecordType type,
            References references,
            Map<Integer, Value<NativeId>> checks,
            Optional<NativeSet> there,
            Mark mark) {
        Duration standard = references.of(spec.zone(), DnsZone.TTL).now().orElse(DnsZone.DEFAULT_TTL);
        Duration ttl = spec.ttl().resolve(there.flatMap(NativeSet::ttl), standard);
        List<Value<ResourceRecordSet>> sets = new ArrayList<>();
        for (int i = 0; i < spec.answers().size(); i++) {
            Answer answer = spec.answers().get(i);
            ResourceRecordSet.Builder set =
                    ResourceRecordSet.builder().name(spec.name().toString()).type(RRType.fromValue(type.toString()));
            choice(spec, i, set);
            Value<ResourceRecordSet> answered = answered(answer, type, ttl, references, set.build(), spec.policy());
            Value<NativeId> check = checks.get(i);
            sets.add(check == null ? answered : both(answered, check));
        }
        return Value.all(sets).map(all -> SetContent.of(all, mark));
    }

    private static Value<ResourceRecordSet> both(Value<ResourceRecordSet> set, Value<NativeId> check) {
        return Value.<Object>all(List.of(set.map(s -> (Object) s), check.map(c -> (Object) c)))
                .map(pair -> ((ResourceRecordSet) pair.get(0))
                        .toBuilder()
                                .healthCheckId(((NativeId) pair.get(1)).value())
                                .build());
    }

    /** What tells the answers of a policy apart. */
    private static void choice(RecordSet spec, int i, ResourceRecordSet.Builder set) {
        Answer answer = spec.answers().get(i);
        if (spec.policy() != RecordSet.Policy.SIMPLE) {
            set.setIdentifier("answer-" + i);
        }
        switch (spec.policy()) {
            case WEIGHTED -> set.weight((long) answer.weight());
            case FAILOVER ->
                set.failover(i == 0 ? ResourceRecordSetFailover.PRIMARY : ResourceRecordSetFailover.SECONDARY);
            case GEO -> set.geoLocation(Location.of(answer.location().orElse("default")));
            case LATENCY -> set.region(answer.location().orElse(""));
            case SIMPLE -> {}
        }
    }

    private static Value<ResourceRecordSet> answered(
            Answer answer,
            RecordType type,
            Duration ttl,
            References references,
            ResourceRecordSet base,
            RecordSet.Policy policy) {
        if (answer.alias().isEmpty()) {
            return Value.of(records(
                    base,
                    ttl,
                    answer.values().stream().map(v -> written(v, type)).toList()));
        }
        Ref<LoadBalancer> balancer = answer.alias().get();
        if (type.equals(RecordType.CNAME)) {
            return references
                    .of(balancer, LoadBalancer.ADDRESS)
                    .map(address ->
                            records(base, ttl, address.hostName().stream().toList()));
        }
        if (isPlain(balancer, references)) {
            return references
                    .of(balancer, LoadBalancer.ADDRESS)
                    .map(address -> records(
                            base,
                            ttl,
                            address.ips().stream()
                                    .filter(ip -> family(ip).equals(type))
                                    .map(IpAddress::toString)
                                    .toList()));
        }
        return references
                .of(balancer, AliasTarget.OUTPUT)
                .map(target -> base.toBuilder()
                        .aliasTarget(alias -> alias.hostedZoneId(target.zone())
                                .dnsName(target.dnsName())
                                .evaluateTargetHealth(policy != RecordSet.Policy.SIMPLE))
                        .build());
    }

    private static ResourceRecordSet records(ResourceRecordSet base, Duration ttl, List<String> values) {
        return base.toBuilder()
                .ttl(ttl.toSeconds())
                .resourceRecords(values.stream()
                        .map(value -> ResourceRecord.builder().value(value).build())
                        .toList())
                .build();
    }

    private static String written(String value, RecordType type) {
        return type.equals(RecordType.TXT) ? TextValue.quoted(value) : value;
    }

    /**
     * What stands there in portable words.
     *
     * @param alone whether it is the only set of its key: an alias of two families has no type
     */
    static RecordSet spec(NativeSet set, boolean alone, Map<String, Check> checks) {
        List<ResourceRecordSet> all = set.content().sets();
        RecordSet.Policy policy = policy(all.get(0));
        RecordSet.Builder spec = RecordSet.of(Ref.id(DnsZone.KIND, set.zone().value()), set.name())
                .policy(policy)
                .ttl(set.ttl().map(Field::of).orElse(Field.unset()))
                .answers(all.stream().map(one -> answer(one, set, checks)).toList());
        boolean aliases = all.stream().allMatch(one -> one.aliasTarget() != null);
        return (aliases && !alone ? spec : spec.type(set.type())).build();
    }

    private static RecordSet.Policy policy(ResourceRecordSet set) {
        if (set.weight() != null) {
            return RecordSet.Policy.WEIGHTED;
        }
        if (set.failover() != null) {
            return RecordSet.Policy.FAILOVER;
        }
        if (set.geoLocation() != null) {
            return RecordSet.Policy.GEO;
        }
        return set.region() != null ? RecordSet.Policy.LATENCY : RecordSet.Policy.SIMPLE;
    }

    private static Answer answer(ResourceRecordSet set, NativeSet whole, Map<String, Check> checks) {
        Answer.Builder answer = Answer.builder();
        if (set.aliasTarget() != null) {
            String name = set.aliasTarget().dnsName();
            @Nullable NativeId balancer = whole.balancers().get(name);
            answer.alias(Ref.id(LoadBalancer.KIND, balancer == null ? name : balancer.value()));
        } else {
            answer.values(set.resourceRecords().stream()
                    .map(record ->
                            whole.type().equals(RecordType.TXT) ? TextValue.plain(record.value()) : record.value())
                    .toList());
        }
        if (set.weight() != null) {
            answer.weight(Math.toIntExact(set.weight()));
        }
        if (set.geoLocation() != null) {
            answer.location(Location.word(set.geoLocation()));
        }
        if (set.region() != null) {
            answer.location(set.regionAsString());
        }
        @Nullable Check check = set.healthCheckId() == null ? null : checks.get(set.healthCheckId());
        if (check != null) {
            answer.healthCheck(HealthChecks.portable(check.check().healthCheckConfig()));
        }
        return answer.build();
    }
}
