package io.portolan.aws.loadbalancer;

import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.model.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAddress;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/**
 * A load balancer as it was read.
 *
 * @param lb the SDK's object
 * @param attributes its attributes; none where it is not ours
 * @param fronts its listeners; none where it is not ours
 * @param subnetNames the names of its subnets, where its spec names some
 */
record Balancer(LoadBalancer lb, Map<String, String> attributes, List<Front> fronts, List<String> subnetNames) {
    Balancer {
        subnetNames = List.copyOf(subnetNames);
        attributes = Map.copyOf(attributes);
        fronts = List.copyOf(fronts);
    }

    /** One that is not looked into: somebody else's. */
    static Balancer bare(LoadBalancer lb) {
        return new Balancer(lb, Map.of(), List.of(), List.of());
    }

    String arn() {
        return lb.loadBalancerArn();
    }

    /** Whether it is an NLB that gives an ALB a fixed address. Its name says so: names are there when tags are not seen yet. */
    boolean isEntrance() {
        return isEntrance(lb);
    }

    static boolean isEntrance(LoadBalancer lb) {
        return lb.type() == LoadBalancerTypeEnum.NETWORK
                && lb.loadBalancerName().startsWith(Parts.ENTRANCE + "-");
    }

    boolean isHttp() {
        return lb.type() == LoadBalancerTypeEnum.APPLICATION;
    }

    io.portolan.loadbalancer.LoadBalancer.Scheme scheme() {
        return lb.scheme() == LoadBalancerSchemeEnum.INTERNAL
                ? io.portolan.loadbalancer.LoadBalancer.Scheme.INTERNAL
                : io.portolan.loadbalancer.LoadBalancer.Scheme.PUBLIC;
    }

    boolean isDualStack() {
        return lb.ipAddressType() != null && lb.ipAddressType() != IpAddressType.IPV4;
    }

    Set<String> subnets() {
        Set<String> subnets = new TreeSet<>();
        lb.availabilityZones().forEach(zone -> subnets.add(zone.subnetId()));
        return subnets;
    }

    /** The allocation ids of the elastic addresses that it has. */
    Set<String> allocations() {
        Set<String> ids = new TreeSet<>();
        for (AvailabilityZone zone : lb.availabilityZones()) {
            zone.loadBalancerAddresses().stream()
                    .map(LoadBalancerAddress::allocationId)
                    .filter(id -> id != null && !id.isEmpty())
                    .forEach(ids::add);
        }
        return ids;
    }

    /** Where it is reached: by its name; where it has elastic addresses, by them too. */
    static BalancerAddress address(LoadBalancer lb) {
        Map<String, IpAddress> zones = new TreeMap<>();
        for (AvailabilityZone zone : lb.availabilityZones()) {
            zone.loadBalancerAddresses().stream()
                    .filter(address -> address.allocationId() != null && address.ipAddress() != null)
                    .forEach(address -> zones.put(zone.zoneName(), IpAddress.parse(address.ipAddress())));
        }
        String name = lb.dnsName().endsWith(".") ? lb.dnsName() : lb.dnsName() + ".";
        return zones.isEmpty() ? BalancerAddress.hostName(name) : BalancerAddress.zonal(name, zones);
    }
}
