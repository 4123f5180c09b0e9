package io.portolan.testkit.memory;

import io.portolan.Support;
import io.portolan.dns.Answer;
import io.portolan.dns.DnsFeatures;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.View;
import io.portolan.testkit.memory.RecordWorld.Held;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The driver of record sets. */
final class RecordDriver implements ResourceDriver<RecordSet, RecordWorld> {
    private final MemoryClient client;
    private final Flaws flaws;
    private final RecordClaims claims;
    private final Support support;

    RecordDriver(MemoryClient client, Flaws flaws) {
        this.client = client;
        this.flaws = flaws;
        this.claims = new RecordClaims(client.temper());
        this.support = table();
    }

    @Override
    public Kind<RecordSet> kind() {
        return RecordSet.KIND;
    }

    @Override
    public Support support() {
        return support;
    }

    private Support table() {
        Support.Builder support = Support.builder()
                .natively(DnsFeatures.WILDCARD)
                .within(DnsFeatures.TTL, Duration.ZERO, Duration.ofDays(7));
        RecordType.usual().forEach(type -> support.natively(DnsFeatures.type(type)));
        if (claims.hasAlias()) {
            support.natively(DnsFeatures.ALIAS, DnsFeatures.ALIAS_APEX);
        } else {
            support.emulated(DnsFeatures.ALIAS, "addresses are copied; they follow at the next apply");
        }
        Temper temper = client.temper();
        if (temper == Temper.TOKENS || temper == Temper.OPERATIONS || flaws.has(Broken.SUPPORT_LIES)) {
            support.natively(DnsFeatures.WEIGHTED, DnsFeatures.FAILOVER, DnsFeatures.HEALTH_CHECK)
                    .within(DnsFeatures.CHECK_INTERVAL, Duration.ofSeconds(10), Duration.ofSeconds(30));
        }
        if (temper == Temper.TOKENS) {
            support.natively(DnsFeatures.GEO, DnsFeatures.LATENCY);
        }
        return support.build();
    }

    @Override
    public Set<Claim> claims(RecordSet spec, References references) {
        return flaws.has(Broken.NO_CLAIMS) ? Set.of() : claims.of(spec, references);
    }

    @Override
    public Observation<RecordWorld> observe(Scope<RecordSet> scope, Reads reads) {
        return new RecordReader(client, flaws, scope, reads).observe();
    }

    @Override
    public <T> Optional<T> output(RecordWorld world, Key key, Output<T> output) {
        return Optional.empty();
    }

    @Override
    public Optional<View<RecordSet>> view(RecordWorld world, Key key) {
        List<Held> bag = world.bags.getOrDefault(key, List.of());
        if (bag.isEmpty()) {
            return Optional.empty();
        }
        Rrset set = bag.get(0).set();
        RecordSet.Builder view = RecordSet.of(
                        Ref.id(DnsZone.KIND, bag.get(0).zone()), set.name().name())
                .ttl(set.ttl())
                .policy(set.policy());
        if (set.answers().stream().noneMatch(a -> a.target() != null)) {
            view.type(set.name().type());
        }
        set.answers().forEach(data -> view.answer(answer(data)));
        View<RecordSet> seen = View.of(view.build());
        for (Held held : bag) {
            seen = seen.line(0, held.set().toString());
        }
        return Optional.of(seen);
    }

    private static Answer answer(Rrset.Data data) {
        Answer.Builder answer = Answer.builder().weight(data.weight());
        if (data.target() != null) {
            answer.alias(Ref.id(LoadBalancer.KIND, data.target().value()));
        } else {
            answer.values(data.values());
        }
        if (data.check() != null) {
            answer.healthCheck(data.check());
        }
        if (data.location() != null) {
            answer.location(data.location());
        }
        return answer.build();
    }

    @Override
    public void plan(RecordWorld world, List<Change<RecordSet>> changes, Planning planning) {
        if (flaws.has(Broken.READS_WHILE_PLANNING)) {
            client.list("zone");
        }
        new RecordPlanner(client, flaws, claims, world, planning).plan(changes);
    }
}
