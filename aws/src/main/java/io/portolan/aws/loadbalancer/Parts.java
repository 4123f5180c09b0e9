package io.portolan.aws.loadbalancer;

import io.portolan.model.NativeId;
import io.portolan.model.Output;

/** The native things of a load balancer, and the slots in which a plan's steps hand their ids on. */
final class Parts {
    static final String BALANCER = "balancer";
    static final String GROUP = "target-group";
    static final String FIREWALL = "security-group";
    static final String CERTIFICATE = "certificate";

    /** What the names of NLBs begin with that stand before an ALB, and those of the groups that lead to it. */
    static final String ENTRANCE = "portolanip";

    /** Not a part of a balancer: the account's default VPC, which stands in the world for balancers without a network. */
    static final String DEFAULT_VPC = "default-vpc";

    /** A tag of a target group: the name of its pool. Not in the mark's name space, so that it outlives a release. */
    static final String POOL_TAG = "portolan:pool";

    /** A tag of a certificate: a digest of its chain, since ACM lists certificates without their content. */
    static final String CHAIN_TAG = "portolan:chain";

    static final Output<String> OWN_FIREWALL = slot("security group");

    static final Output<String> ENTRANCE_ARN = slot("entrance");

    private Parts() {}

    private static Output<String> slot(String name) {
        return Output.of("LoadBalancer", name, String.class);
    }

    static Output<String> group(String pool) {
        return slot("target group of " + pool);
    }

    static Output<String> certificate(String digest) {
        return slot("certificate " + digest);
    }

    static Output<String> listener(int port) {
        return slot("listener " + port);
    }

    static Output<String> entranceGroup(int port) {
        return slot("target group of entrance " + port);
    }

    static Output<String> entranceListener(int port) {
        return slot("listener of entrance " + port);
    }

    static NativeId balancer(String arn) {
        return NativeId.of(BALANCER, arn);
    }
}
