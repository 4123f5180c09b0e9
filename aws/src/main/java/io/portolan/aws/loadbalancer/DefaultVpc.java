package io.portolan.aws.loadbalancer;

import io.portolan.model.Cidr;
import java.util.List;

/**
 * The account's default VPC, where balancers stand that name no network.
 *
 * @param vpc its id
 * @param subnets its default subnets, one in each zone
 */
record DefaultVpc(String vpc, List<Subnet> subnets) {
    /** A default subnet. */
    record Subnet(String id, Cidr cidr) {}

    DefaultVpc {
        subnets = List.copyOf(subnets);
    }
}
