package io.portolan.baremetal.embedded;

import io.portolan.Health;
import io.portolan.Support;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Record sets: each zone is read in pages and written in batches, all or nothing. */
final class RecordSetDriver implements ResourceDriver<RecordSet, RecordSetWorld> {
    private final CloudWire wire;

    RecordSetDriver(CloudWire wire) {
        this.wire = wire;
    }

    @Override
    public Kind<RecordSet> kind() {
        return RecordSet.KIND;
    }

    @Override
    public Support support() {
        return RecordSetSupport.TABLE;
    }

    /** An alias answers with an IPv4 address, and every answer of a set is of one type. */
    @Override
    public List<Problem> check(RecordSet spec) {
        boolean aliases =
                spec.answers().stream().anyMatch(answer -> answer.alias().isPresent());
        String type = spec.typeWord();
        return aliases && !type.equals("alias") && !type.equals("A")
                ? List.of(Problem.of("P050", FieldPath.of("type"), "an alias here has an IPv4 address, so no " + type)
                        .help("write type: A, or leave it away"))
                : List.of();
    }

    @Override
    public Set<Claim> claims(RecordSet spec, References references) {
        String zone = references
                .of(spec.zone(), DnsZone.ID)
                .now()
                .map(id -> id.value())
                .orElse(spec.zone().toString());
        return Set.of(claim(zone, spec.name().toString(), RecordSetTranslation.type(spec)));
    }

    static Claim claim(String zone, String name, String type) {
        return Claim.of("record set", zone, name, type);
    }

    @Override
    public Observation<RecordSetWorld> observe(Scope<RecordSet> scope, Reads reads) {
        return new RecordSetReader(wire, scope, reads).observe();
    }

    @Override
    public <T> Optional<T> output(RecordSetWorld world, Key key, Output<T> output) {
        return Optional.empty();
    }

    @Override
    public Optional<View<RecordSet>> view(RecordSetWorld world, Key key) {
        return world.of(key)
                .map(set -> View.of(RecordSetTranslation.spec(set, world))
                        .line(
                                0,
                                "record set " + set.text("name") + " " + set.text("type") + " in " + set.text("zone")));
    }

    @Override
    public void plan(RecordSetWorld world, List<Change<RecordSet>> changes, Planning planning) {
        new RecordSetPlanner(wire, world, planning).plan(changes);
    }

    @Override
    public Map<Key, Health> health(RecordSetWorld world, Set<Key> keys, Reads reads) {
        List<Native> states = wire.list(reads, "health", "health.list", Map.of());
        var health = new LinkedHashMap<Key, Health>();
        for (Key key : keys) {
            world.of(key).ifPresent(set -> {
                var parts = new ArrayList<Health.Part>();
                for (Native state : states) {
                    if (state.optionalText("name")
                                    .filter(set.text("name")::equals)
                                    .isPresent()
                            && state.text("type").equals(set.text("type"))) {
                        parts.add(Health.Part.of(
                                "choice " + state.text("choice"),
                                !state.text("health").equals("UNHEALTHY"),
                                state.text("reason")));
                    }
                }
                if (!parts.isEmpty()) {
                    health.put(key, Health.of(parts));
                }
            });
        }
        return health;
    }
}
