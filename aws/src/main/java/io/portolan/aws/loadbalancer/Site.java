package io.portolan.aws.loadbalancer;

import io.portolan.aws.account.Subnets;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Cidr;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.network.Network;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a balancer is to stand.
 *
 * @param vpc the VPC
 * @param subnets the subnets, one in each zone
 * @param zones in how many zones they are
 * @param blocks the blocks of all subnets of the VPC; targets outside are given as such
 */
record Site(Value<String> vpc, Value<List<String>> subnets, int zones, List<Cidr> blocks) {
    /** What a site may be refused for. */
    static final class NoSite extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String help;

        NoSite(String message, String help) {
            super(message, null, false, false);
            this.help = help;
        }

        String help() {
            return help;
        }
    }

    /**
     * The site of a balancer.
     *
     * @param there the balancer that is there; one that names no network stays where it is
     */
    static Site of(
            LoadBalancer spec,
            LoadBalancer.Scheme scheme,
            References references,
            Optional<Balancer> there,
            Optional<DefaultVpc> standard)
            throws NoSite {
        if (spec.network().isPresent()) {
            return of(spec, scheme, spec.network().get(), references);
        }
        if (there.isPresent()) {
            String vpc = there.get().lb().vpcId();
            List<Cidr> blocks = standard.filter(d -> d.vpc().equals(vpc)).stream()
                    .flatMap(d -> d.subnets().stream())
                    .map(DefaultVpc.Subnet::cidr)
                    .toList();
            List<String> subnets = List.copyOf(there.get().subnets());
            return new Site(Value.of(vpc), Value.of(subnets), subnets.size(), blocks);
        }
        DefaultVpc vpc = standard.orElseThrow(() ->
                new NoSite("the account has no default VPC to stand in", "name a network, or make a default VPC"));
        return new Site(
                Value.of(vpc.vpc()),
                Value.of(vpc.subnets().stream().map(DefaultVpc.Subnet::id).toList()),
                vpc.subnets().size(),
                vpc.subnets().stream().map(DefaultVpc.Subnet::cidr).toList());
    }

    private static Site of(LoadBalancer spec, LoadBalancer.Scheme scheme, Ref<Network> network, References references) {
        Subnets all = references
                .of(network, Subnets.OUTPUT)
                .now()
                .orElseThrow(
                        () -> new NoSite("the subnets of " + network + " are not known", "apply the network first"));
        List<Subnets.Subnet> fit = new ArrayList<>();
        Set<String> zones = new HashSet<>();
        for (Subnets.Subnet subnet : all.all()) {
            boolean named = spec.subnets().contains(subnet.name());
            boolean fits =
                    spec.subnets().isEmpty() ? scheme == LoadBalancer.Scheme.INTERNAL || subnet.isPublic() : named;
            // A balancer has one subnet in each zone; only one address fits one subnet. An ALB has it at its entrance.
            boolean room = spec.address().isEmpty() || spec.isHttp() || fit.isEmpty();
            if (fits && room && (zones.add(subnet.zone()) || named)) {
                fit.add(subnet);
            }
        }
        if (fit.isEmpty() && spec.subnets().isEmpty()) {
            fit.addAll(all.all().subList(0, Math.min(1, all.all().size())));
        }
        if (fit.isEmpty()) {
            throw new NoSite(
                    network + " has no subnet " + String.join(", ", spec.subnets()), "name a subnet of the network");
        }
        List<Value<String>> ids = fit.stream()
                .map(s -> references.of(network, Subnets.id(s.name())).map(NativeId::value))
                .toList();
        return new Site(
                references.of(network, Network.ID).map(NativeId::value),
                Value.all(ids),
                zones.size(),
                all.all().stream().map(Subnets.Subnet::cidr).toList());
    }

    /** Whether an address is a target outside of the VPC; not known where the blocks are not. */
    boolean isOutside(io.portolan.model.IpAddress address) {
        return !blocks.isEmpty() && blocks.stream().noneMatch(block -> block.contains(address));
    }
}
