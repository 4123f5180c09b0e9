package io.portolan.aws.account;

import io.portolan.spi.driver.Reads;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/** The list of load balancers, which the drivers of load balancers and of record sets share: it is read once in a pass. */
public final class BalancerList {
    private BalancerList() {}

    /** Every load balancer of the account in the region. */
    public static List<LoadBalancer> read(Account account, Reads reads) {
        var balancing = account.balancing();
        return reads.once(
                balancing.call("DescribeLoadBalancers"),
                "",
                () -> Pages.all(
                        token -> balancing.read(
                                "DescribeLoadBalancers",
                                token,
                                client -> client.describeLoadBalancers(request -> request.marker(Pages.token(token)))),
                        DescribeLoadBalancersResponse::loadBalancers,
                        DescribeLoadBalancersResponse::nextMarker));
    }
}
