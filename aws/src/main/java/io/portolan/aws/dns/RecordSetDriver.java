package io.portolan.aws.dns;

import io.portolan.Support;
import io.portolan.aws.account.Account;
import io.portolan.dns.Answer;
import io.portolan.dns.DnsFeatures;
import io.portolan.dns.DnsName;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.View;
import io.portolan.spi.toolkit.Things;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Record sets of every policy that Route 53 and the model share, read by pages and written in batches. */
final class RecordSetDriver implements ResourceDriver<RecordSet, Things<RecordThing>> {
    private static final Support SUPPORT = Support.builder()
            .natively(DnsFeatures.types(
                    "A", "AAAA", "CAA", "CNAME", "DS", "HTTPS", "MX", "NAPTR", "NS", "PTR", "SRV", "SSHFP", "SVCB",
                    "TLSA", "TXT"))
            .natively(DnsFeatures.ALIAS, DnsFeatures.ALIAS_APEX)
            .natively(DnsFeatures.WILDCARD, DnsFeatures.WEIGHTED, DnsFeatures.FAILOVER, DnsFeatures.GEO)
            .natively(DnsFeatures.LATENCY, DnsFeatures.HEALTH_CHECK)
            .within(DnsFeatures.CHECK_INTERVAL, Duration.ofSeconds(10), Duration.ofSeconds(30))
            .within(DnsFeatures.TTL, Duration.ZERO, Duration.ofSeconds(Integer.MAX_VALUE))
            .build();

    private final Account account;
    private final HealthChecks healthChecks;

    RecordSetDriver(Account account) {
        this.account = account;
        this.healthChecks = new HealthChecks(account.route53());
    }

    @Override
    public Kind<RecordSet> kind() {
        return RecordSet.KIND;
    }

    @Override
    public Support support() {
        return SUPPORT;
    }

    @Override
    public List<Problem> check(RecordSet set) {
        List<Problem> problems = new ArrayList<>();
        if (set.policy() == RecordSet.Policy.FAILOVER && set.answers().size() > 2) {
            problems.add(Problem.of("P050", FieldPath.of("failover"), "Route 53 has a primary and a secondary answer")
                    .help("give two answers"));
        }
        Set<String> places = new HashSet<>();
        for (int i = 0; i < set.answers().size(); i++) {
            Answer answer = set.answers().get(i);
            FieldPath at =
                    FieldPath.of(set.policy().name().toLowerCase(Locale.ROOT)).index(i);
            problems.addAll(HealthChecks.problems(set, answer, at.field("healthCheck")));
            place(set, answer, places).ifPresent(why -> problems.add(Problem.of("P050", at.field("location"), why)));
            if (answer.alias().isPresent()
                    && set.type().isPresent()
                    && !List.of(RecordType.A, RecordType.AAAA, RecordType.CNAME)
                            .contains(set.type().get())) {
                problems.add(
                        Problem.of("P050", FieldPath.of("type"), "a balancer is answered with by A, AAAA or CNAME"));
            }
        }
        return problems;
    }

    private static Optional<String> place(RecordSet set, Answer answer, Set<String> places) {
        String place = answer.location().orElse("");
        boolean located = set.policy() == RecordSet.Policy.GEO || set.policy() == RecordSet.Policy.LATENCY;
        if (!located) {
            return Optional.empty();
        }
        if (!places.add(place)) {
            return Optional.of("two answers for " + place);
        }
        if (set.policy() == RecordSet.Policy.GEO) {
            return Location.isPlace(place)
                    ? Optional.empty()
                    : Optional.of("a place is default, a continent as EU or a country as DE, not '" + place + "'");
        }
        return place.matches("[a-z]{2}(-[a-z]+)+-\\d")
                ? Optional.empty()
                : Optional.of("a region is written eu-central-1, not '" + place + "'");
    }

    @Override
    public Set<Claim> claims(RecordSet spec, References references) {
        Object zone = references.of(spec.zone(), DnsZone.ID);
        Set<Claim> claims = new HashSet<>();
        RecordTranslation.types(spec, references).forEach(type -> claims.add(NativeSet.claim(zone, spec.name(), type)));
        return claims;
    }

    @Override
    public Observation<Things<RecordThing>> observe(Scope<RecordSet> scope, Reads reads) {
        return new RecordReader(account, this, scope, reads).observe();
    }

    @Override
    public <T> Optional<T> output(Things<RecordThing> world, Key key, Output<T> output) {
        return Optional.empty();
    }

    @Override
    public Optional<View<RecordSet>> view(Things<RecordThing> things, Key key) {
        List<NativeSet> sets = things.of(key).stream()
                .filter(NativeSet.class::isInstance)
                .map(NativeSet.class::cast)
                .toList();
        Map<String, Check> checks = new HashMap<>();
        things.of(key).stream()
                .filter(Check.class::isInstance)
                .map(Check.class::cast)
                .forEach(check -> checks.put(check.check().id(), check));
        return sets.stream().findFirst().map(set -> {
            View<RecordSet> view = View.of(RecordTranslation.spec(set, sets.size() == 1, checks));
            for (NativeSet line : sets) {
                view = view.line(
                        0, "record set " + line.label() + " " + line.content().mark(null));
            }
            return view;
        });
    }

    @Override
    public void plan(Things<RecordThing> things, List<Change<RecordSet>> changes, Planning planning) {
        Map<Key, DnsName> zones = new HashMap<>();
        for (Change<RecordSet> change : changes) {
            change.desired()
                    .flatMap(spec -> change.references()
                            .of(spec.zone(), DnsZone.DNS_NAME)
                            .now())
                    .ifPresent(name -> zones.put(change.key(), name));
        }
        BatchWriter writer = new BatchWriter(account.route53(), edit -> zones.getOrDefault(edit.key(), edit.name()));
        new RecordPlanner(new RecordWorld(things.all()), planning, healthChecks, writer).plan(changes);
    }
}
