package io.portolan.testkit.conformance;

import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Kind;

/** The rules of load balancers. */
public abstract class LoadBalancerConformance extends KindConformance<LoadBalancer> {
    /** By the author's subclass. */
    protected LoadBalancerConformance() {}

    @Override
    final Kind<LoadBalancer> kind() {
        return LoadBalancer.KIND;
    }
}
