package io.portolan.aws.dns;

import io.portolan.aws.account.Account;
import io.portolan.spi.driver.ResourceDriver;
import jakarta.inject.Inject;
import java.util.List;

/** The drivers of zones and record sets. */
public final class DnsDrivers {
    private final List<ResourceDriver<?, ?>> drivers;

    @Inject
    DnsDrivers(Account account) {
        this.drivers = List.of(new DnsZoneDriver(account), new RecordSetDriver(account));
    }

    /** The drivers, zones first. */
    public List<ResourceDriver<?, ?>> drivers() {
        return drivers;
    }
}
