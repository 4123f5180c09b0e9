package io.portolan.testkit.conformance;

import io.portolan.dns.Answer;
import io.portolan.dns.DnsFeatures;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordSet.Policy;
import io.portolan.dns.RecordType;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Field;
import io.portolan.model.HealthCheck;
import io.portolan.model.Kind;
import io.portolan.model.Ref;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

final class RecordSetCases extends KindCases<RecordSet> {
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final Map<RecordType, List<String>> VALUES = values();

    RecordSetCases(Declared declared) {
        super(declared);
    }

    private static Map<RecordType, List<String>> values() {
        Map<RecordType, List<String>> values = new TreeMap<>();
        values.put(RecordType.A, List.of("192.0.2.1", "192.0.2.2"));
        values.put(RecordType.AAAA, List.of("2001:db8::1", "2001:db8::2"));
        values.put(RecordType.CAA, List.of("0 issue \"ca.example\"", "0 iodef \"mailto:dns@kit.example\""));
        values.put(RecordType.CNAME, List.of("target.kit.example."));
        values.put(RecordType.DS, List.of("12345 8 2 " + HASH));
        values.put(RecordType.HTTPS, List.of("1 . alpn=\"h2\""));
        values.put(RecordType.MX, List.of("10 mx1.kit.example.", "20 mx2.kit.example."));
        values.put(RecordType.NAPTR, List.of("100 10 \"S\" \"SIP+D2U\" \"\" _sip._udp.kit.example."));
        values.put(RecordType.NS, List.of("ns1.kit.example.", "ns2.kit.example."));
        values.put(RecordType.PTR, List.of("host.kit.example."));
        values.put(RecordType.SRV, List.of("10 5 443 web.kit.example.", "20 5 443 web2.kit.example."));
        values.put(RecordType.SSHFP, List.of("1 1 " + HASH.substring(0, 40)));
        values.put(RecordType.SVCB, List.of("1 svc.kit.example. port=\"8080\""));
        values.put(RecordType.TLSA, List.of("3 1 1 " + HASH));
        values.put(
                RecordType.TXT,
                List.of("plain", "with \"quotes\", a \\ and  two blanks; v=1", "long ".repeat(120) + "end"));
        return values;
    }

    @Override
    public Kind<RecordSet> kind() {
        return RecordSet.KIND;
    }

    static RecordSet.Builder at(String label) {
        return RecordSet.of(ref(DnsZone.KIND, 0), label + "." + DnsZoneCases.dnsName(0));
    }

    /** A name of this number in the zone of the kit. */
    static RecordSet.Builder at(int n) {
        return at("r" + n);
    }

    @Override
    public RecordSet spec(int n) {
        return at(n).type(RecordType.A)
                .values("192.0.2." + (1 + n % 250))
                .ttl(declared().within(DnsFeatures.TTL, Duration.class, Duration.ofSeconds(60)))
                .build();
    }

    @Override
    public RecordSet elsewhere() {
        return RecordSet.of(ref(DnsZone.KIND, 9), "r9." + DnsZoneCases.dnsName(9))
                .type(RecordType.A)
                .values("192.0.2.99")
                .build();
    }

    @Override
    public List<Alteration<RecordSet>> alterations() {
        RecordSet set = spec(0);
        RecordSet longer = set.toBuilder().ttl(Duration.ofSeconds(600)).build();
        RecordSet weighted = weighted(1, 3);
        List<Alteration<RecordSet>> all = new ArrayList<>();
        all.add(Alteration.of(
                "values", set, set.toBuilder().values("198.51.100.7").build()));
        all.add(Alteration.of(
                "one value more",
                set,
                set.toBuilder().values("192.0.2.1", "198.51.100.7").build()));
        all.add(Alteration.of("ttl", set, longer));
        all.add(Alteration.of(
                "ttl back to its default",
                longer,
                set.toBuilder().ttl(Field.useDefault()).build()));
        all.add(Alteration.of("policy", set, weighted));
        all.add(Alteration.of("weights", weighted, weighted(1, 0)));
        all.add(Alteration.of("policy back", weighted, set));
        return held(all);
    }

    @Override
    public List<Alteration<RecordSet>> silences() {
        RecordSet set = spec(0);
        return held(List.of(Alteration.of(
                "ttl",
                set.toBuilder().ttl(Duration.ofSeconds(600)).build(),
                set.toBuilder().ttl(Field.unset()).build())));
    }

    private RecordSet weighted(int first, int second) {
        return spec(0).toBuilder()
                .policy(Policy.WEIGHTED)
                .answers(List.of(
                        Answer.of("192.0.2.1").toBuilder().weight(first).build(),
                        Answer.of("198.51.100.7").toBuilder().weight(second).build()))
                .build();
    }

    private RecordSet choice(Policy policy, String first, String second) {
        return spec(0).toBuilder()
                .policy(policy)
                .answers(List.of(
                        Answer.of("192.0.2.1").toBuilder().location(first).build(),
                        Answer.of("198.51.100.7").toBuilder().location(second).build()))
                .build();
    }

    /** A timeout is given only where the usual one would be longer than the interval: not every provider has one. */
    private static HealthCheck every(Duration interval) {
        HealthCheck.Builder check = HealthCheck.http("/health").interval(interval);
        return (interval.compareTo(HealthCheck.DEFAULT_TIMEOUT) < 0 ? check.timeout(interval) : check).build();
    }

    private RecordSet checked(HealthCheck check) {
        return spec(0).toBuilder()
                .policy(Policy.FAILOVER)
                .answers(List.of(
                        Answer.of("192.0.2.1").toBuilder().healthCheck(check).build(), Answer.of("198.51.100.7")))
                .build();
    }

    @Override
    public List<Sample<RecordSet>> samples() {
        List<Sample<RecordSet>> samples = new ArrayList<>();
        VALUES.forEach((type, values) -> samples.add(Sample.of(
                DnsFeatures.type(type),
                at(type.toString().toLowerCase(Locale.ROOT))
                        .type(type)
                        .values(values.toArray(String[]::new))
                        .build())));
        Ref<LoadBalancer> balancer = ref(LoadBalancer.KIND, 0);
        samples.add(Sample.of(DnsFeatures.ALIAS, at("alias").alias(balancer).build()));
        samples.add(Sample.of(
                DnsFeatures.ALIAS_APEX,
                RecordSet.of(ref(DnsZone.KIND, 0), DnsZoneCases.dnsName(0))
                        .alias(balancer)
                        .build()));
        samples.add(Sample.of(
                DnsFeatures.WILDCARD,
                at("*.deep").type(RecordType.A).values("192.0.2.1").build()));
        samples.add(Sample.of(DnsFeatures.WEIGHTED, weighted(2, 1)));
        samples.add(Sample.of(
                DnsFeatures.FAILOVER,
                spec(0).toBuilder()
                        .policy(Policy.FAILOVER)
                        .answers(List.of(Answer.of("198.51.100.7"), Answer.of("192.0.2.1")))
                        .build()));
        samples.add(Sample.of(DnsFeatures.GEO, choice(Policy.GEO, "EU", "default")));
        samples.add(Sample.of(
                DnsFeatures.LATENCY,
                choice(Policy.LATENCY, declared().region(0), declared().region(1))));
        samples.add(Sample.of(
                DnsFeatures.HEALTH_CHECK, checked(HealthCheck.http("/health").build())));
        samples.add(Sample.of(
                DnsFeatures.CHECK_INTERVAL,
                Duration.class,
                declared().within(DnsFeatures.CHECK_INTERVAL, Duration.class, Duration.ofSeconds(30)),
                every -> checked(every(every))));
        samples.add(Sample.of(
                DnsFeatures.TTL,
                Duration.class,
                declared().within(DnsFeatures.TTL, Duration.class, Duration.ofSeconds(60)),
                ttl -> spec(0).toBuilder().ttl(ttl).build()));
        return samples;
    }

    @Override
    public Optional<RecordSet> rival(RecordSet spec) {
        RecordSet.Builder other = RecordSet.of(Ref.dnsName(DnsZone.KIND, DnsZoneCases.dnsName(0)), spec.name());
        spec.type().ifPresent(other::type);
        return Optional.of(other.ttl(spec.ttl())
                .policy(spec.policy())
                .answers(spec.answers())
                .build());
    }

    @Override
    public void words(RecordSet set, Words words) {
        words.put("name", set.name()).put("policy", set.policy());
        set.type().ifPresent(t -> words.put("type", t));
        words.field("ttl", set.ttl(), DnsZone.DEFAULT_TTL);
        List<Answer> answers = new ArrayList<>(set.answers());
        if (set.policy() != Policy.FAILOVER) {
            answers.sort((a, b) -> a.values().toString().compareTo(b.values().toString()));
        }
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            Words at = words.under("answers[" + i + "]");
            at.set("values", answer.values());
            answer.alias().ifPresent(alias -> at.reference("alias", alias));
            if (set.policy() == Policy.WEIGHTED) {
                at.put("weight", answer.weight());
            }
            answer.location().ifPresent(l -> at.put("location", l));
            answer.healthCheck().ifPresent(c -> at.under("healthCheck").healthCheck(c));
        }
    }
}
