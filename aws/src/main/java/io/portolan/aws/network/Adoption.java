package io.portolan.aws.network;

import io.portolan.aws.account.AwsThing;
import io.portolan.model.Cidr;
import io.portolan.network.Network;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/**
 * What is taken over together with a VPC: the subnets that the spec names by their blocks, the route tables that serve nothing else, and the gateways to
 * which these lead, with the addresses and subnets of those. Everything else in the VPC stays whose it is. Pure.
 */
final class Adoption {
    private final Layout layout;
    private final Set<AwsThing> parts = new LinkedHashSet<>();
    private final Set<String> ids = new LinkedHashSet<>();

    private Adoption(Layout layout) {
        this.layout = layout;
    }

    static Set<AwsThing> of(AwsThing vpc, Network spec, Collection<AwsThing> all) {
        Adoption adoption = new Adoption(Layout.of(vpc.nativeId().value(), all));
        adoption.add(vpc);
        Set<Cidr> wanted = new LinkedHashSet<>();
        spec.subnets().forEach(subnet -> wanted.add(subnet.cidr()));
        adoption.layout.subnets().stream()
                .filter(subnet -> wanted.contains(Layout.cidr(subnet)))
                .forEach(adoption::add);
        int before;
        do {
            before = adoption.parts.size();
            adoption.reach(all);
        } while (adoption.parts.size() > before);
        return adoption.parts;
    }

    private void add(AwsThing part) {
        if (parts.add(part)) {
            ids.add(part.nativeId().value());
        }
    }

    private void reach(Collection<AwsThing> all) {
        layout.tables().stream()
                .filter(table -> !Layout.isMain(table))
                .filter(table -> servesOnlyThese(table))
                .forEach(this::add);
        for (AwsThing table : Set.copyOf(parts)) {
            if (table.is(Layout.TABLE)) {
                Layout.defaultRoute(table).ifPresent(route -> {
                    layout.gateways().stream()
                            .filter(g -> g.nativeId().value().equals(route.gatewayId()))
                            .forEach(this::add);
                    layout.nats().stream()
                            .filter(n -> n.nativeId().value().equals(route.natGatewayId()))
                            .forEach(nat -> gateway(nat, all));
                });
            }
        }
    }

    private boolean servesOnlyThese(AwsThing table) {
        var associations = Layout.table(table).associations();
        return !associations.isEmpty()
                && associations.stream()
                        .map(RouteTableAssociation::subnetId)
                        .filter(Objects::nonNull)
                        .allMatch(ids::contains);
    }

    private void gateway(AwsThing nat, Collection<AwsThing> all) {
        add(nat);
        NatGateway gateway = nat.object(NatGateway.class);
        layout.subnets().stream()
                .filter(s -> s.nativeId().value().equals(gateway.subnetId()))
                .forEach(this::add);
        all.stream()
                .filter(t -> t.is(AddressDriver.PART))
                .filter(t -> gateway.natGatewayAddresses().stream()
                        .anyMatch(a -> t.nativeId().value().equals(a.allocationId())))
                .forEach(this::add);
    }
}
