package io.portolan.aws.loadbalancer;

import io.portolan.Health;
import io.portolan.Refusal;
import io.portolan.Support;
import io.portolan.aws.account.Account;
import io.portolan.aws.account.AwsThing;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.network.Address;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Load balancers: an NLB for L4, an ALB for L7. Names are the idempotence of ELBv2: a create with the same name and settings gives what is there. */
final class LoadBalancerDriver implements ResourceDriver<LoadBalancer, Things<AwsThing>> {
    private final Account account;

    LoadBalancerDriver(Account account) {
        this.account = account;
    }

    @Override
    public Kind<LoadBalancer> kind() {
        return LoadBalancer.KIND;
    }

    @Override
    public Support support() {
        return LoadBalancerSupport.TABLE;
    }

    @Override
    public List<Problem> check(LoadBalancer spec) {
        return LoadBalancerCheck.of(spec);
    }

    @Override
    public Set<Claim> claims(LoadBalancer spec, References references) {
        return spec.address()
                .flatMap(a -> references.of(a, Address.ID).now())
                .map(NativeId::value)
                .map(id -> Set.of(BalancerObserver.claim(id)))
                .orElse(Set.of());
    }

    @Override
    public Observation<Things<AwsThing>> observe(Scope<LoadBalancer> scope, Reads reads) {
        return new BalancerObserver(scope, new BalancerReads(account, reads), Things.of(this, scope)).observe();
    }

    @Override
    public <T> Optional<T> output(Things<AwsThing> world, Key key, Output<T> output) {
        List<AwsThing> things = world.of(key);
        boolean own = output.equals(LoadBalancer.ID);
        return (own ? BalancerView.newest(things) : BalancerView.reached(things)).flatMap(t -> value(t, output));
    }

    private static <T> Optional<T> value(AwsThing balancer, Output<T> output) {
        return Optional.ofNullable(balancer.outputs().get(output)).map(output.type()::cast);
    }

    @Override
    public <T> Optional<T> lookup(Things<AwsThing> world, Ref<LoadBalancer> existing, Output<T> output) {
        List<AwsThing> meant = world.all().stream()
                .filter(t -> t.is(Parts.BALANCER) && t.isMeantBy(existing))
                .toList();
        return BalancerView.newest(meant).flatMap(t -> value(t, output));
    }

    @Override
    public Optional<View<LoadBalancer>> view(Things<AwsThing> world, Key key) {
        return BalancerView.of(world.of(key)).map(view -> {
            View<LoadBalancer> more = view;
            for (Output<?> output : List.of(LoadBalancer.ID, LoadBalancer.ADDRESS, LoadBalancer.ADDRESS_FORM)) {
                more = with(more, world, key, output);
            }
            return more;
        });
    }

    private <T> View<LoadBalancer> with(View<LoadBalancer> view, Things<AwsThing> world, Key key, Output<T> output) {
        return output(world, key, output).map(v -> view.output(output, v)).orElse(view);
    }

    @Override
    public void plan(Things<AwsThing> world, List<Change<LoadBalancer>> changes, Planning planning) {
        for (Change<LoadBalancer> change : changes) {
            switch (change.intent()) {
                case APPLY, ADOPT -> apply(world, change, planning);
                case KEEP, RELEASE -> planning.make(new PartTags(account, change).of(world.of(change)));
                case DELETE -> planning.retire(Retirement.all(account, world.of(change), change.key()));
            }
        }
    }

    private void apply(Things<AwsThing> world, Change<LoadBalancer> change, Planning planning) {
        Draft draft;
        try {
            draft = new Draft(account, world, change, planning);
        } catch (Site.NoSite e) {
            planning.refuse(change.key(), Refusal.Why.UNSUPPORTED, String.valueOf(e.getMessage()), e.help());
            return;
        }
        new BalancerPlan(draft).plan();
    }

    @Override
    public Map<Key, Health> health(Things<AwsThing> world, Set<Key> keys, Reads reads) {
        return BalancerHealth.of(world, keys, new BalancerReads(account, reads));
    }
}
