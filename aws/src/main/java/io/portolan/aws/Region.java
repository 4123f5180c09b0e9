package io.portolan.aws;

import io.portolan.aws.account.Account;
import io.portolan.aws.loadbalancer.LoadBalancerDrivers;
import io.portolan.aws.network.NetworkDrivers;
import jakarta.inject.Inject;

/** What one site has of its own: an account in a region, and the drivers of what is in networks. */
final class Region {
    private final Account account;
    private final NetworkDrivers networks;
    private final LoadBalancerDrivers balancers;

    @Inject
    Region(Account account, NetworkDrivers networks, LoadBalancerDrivers balancers) {
        this.account = account;
        this.networks = networks;
        this.balancers = balancers;
    }

    Account account() {
        return account;
    }

    NetworkDrivers networks() {
        return networks;
    }

    LoadBalancerDrivers balancers() {
        return balancers;
    }
}
