package io.portolan.aws.loadbalancer;

import io.portolan.aws.account.Account;
import io.portolan.spi.driver.ResourceDriver;
import jakarta.inject.Inject;
import java.util.List;

/** The driver of load balancers. */
public final class LoadBalancerDrivers {
    private final List<ResourceDriver<?, ?>> drivers;

    @Inject
    LoadBalancerDrivers(Account account) {
        this.drivers = List.of(new LoadBalancerDriver(account));
    }

    /** The drivers. */
    public List<ResourceDriver<?, ?>> drivers() {
        return drivers;
    }
}
