package io.portolan.testkit.memory;

import io.portolan.Health;
import io.portolan.Support;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
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
import io.portolan.testkit.memory.SharedWorld.Held;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The driver of balancers that share one document for each network. */
final class SharedBalancerDriver implements ResourceDriver<LoadBalancer, SharedWorld> {
    private static final Support SUPPORT = BalancerSupport.of(Temper.DOCUMENTS);

    private final MemoryClient client;
    private final Flaws flaws;

    SharedBalancerDriver(MemoryClient client, Flaws flaws) {
        this.client = client;
        this.flaws = flaws;
    }

    @Override
    public Kind<LoadBalancer> kind() {
        return LoadBalancer.KIND;
    }

    @Override
    public Support support() {
        return SUPPORT;
    }

    @Override
    public Set<Claim> claims(LoadBalancer spec, References references) {
        return flaws.has(Broken.NO_CLAIMS) ? Set.of() : BalancerFields.claims(spec, references);
    }

    @Override
    public Observation<SharedWorld> observe(Scope<LoadBalancer> scope, Reads reads) {
        return new SharedReader(client, flaws, scope, reads).observe();
    }

    @Override
    public <T> Optional<T> output(SharedWorld world, Key key, Output<T> output) {
        List<Held> held = world.held.getOrDefault(key, List.of());
        return held.isEmpty() ? Optional.empty() : output(world, held.get(0), output);
    }

    private static <T> Optional<T> output(SharedWorld world, Held held, Output<T> output) {
        Optional<Object> value = output.equals(LoadBalancer.ID)
                ? Optional.of(held.id())
                : output.equals(LoadBalancer.ADDRESS_FORM)
                        ? Optional.of(BalancerAddress.Form.IPS)
                        : world.ip(held.section().address()).map(ip -> BalancerAddress.ips(List.of(ip)));
        return value.map(output.type()::cast);
    }

    @Override
    public <T> Optional<T> lookup(SharedWorld world, Ref<LoadBalancer> existing, Output<T> output) {
        if (existing.form() == Ref.Form.STACK) {
            return world.sections.values().stream()
                    .filter(h -> h.mark() != null
                            && h.mark().owner().equals(existing.stack().orElse(""))
                            && h.mark().key().name().equals(existing.value()))
                    .findFirst()
                    .flatMap(h -> output(world, h, output));
        }
        return existing.value().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(world.sections.get(NativeId.of("section", existing.value())))
                        .flatMap(h -> output(world, h, output));
    }

    @Override
    public Optional<View<LoadBalancer>> view(SharedWorld world, Key key) {
        List<Held> held = world.held.getOrDefault(key, List.of());
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Thing document = world.documents.get(Section.documentOf(held.get(0).id()));
        NativeId network = document == null
                ? null
                : document.get("network", NativeId.class).orElse(null);
        return Optional.of(View.of(held.get(0).section().view(network))
                .line(0, held.get(0).id().toString())
                .line(1, held.get(0).section().address().toString()));
    }

    @Override
    public Map<Key, Health> health(SharedWorld world, Set<Key> keys, Reads reads) {
        Map<Key, LoadBalancer> balancers = new LinkedHashMap<>();
        keys.forEach(key -> view(world, key).ifPresent(view -> balancers.put(key, view.spec())));
        return new TargetHealth(client).of(balancers, reads);
    }

    @Override
    public void plan(SharedWorld world, List<Change<LoadBalancer>> changes, Planning planning) {
        if (flaws.has(Broken.READS_WHILE_PLANNING)) {
            client.list("balancer");
        }
        new SharedPlanner(world, planning, flaws, client).plan(changes);
    }
}
