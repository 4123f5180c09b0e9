package io.portolan.aws.network;

import io.portolan.aws.account.Account;
import io.portolan.spi.driver.ResourceDriver;
import jakarta.inject.Inject;
import java.util.List;

/** The drivers of networks, firewalls and addresses. */
public final class NetworkDrivers {
    private final List<ResourceDriver<?, ?>> drivers;

    @Inject
    NetworkDrivers(Account account) {
        this.drivers = List.of(new NetworkDriver(account), new FirewallDriver(account), new AddressDriver(account));
    }

    /** The drivers, networks first. */
    public List<ResourceDriver<?, ?>> drivers() {
        return drivers;
    }
}
