package io.portolan.aws.network;

import io.portolan.aws.account.Sites;
import io.portolan.spi.driver.ResourceDriver;
import jakarta.inject.Inject;
import java.util.List;

/** The driver of links, which is one for all sites of a provider. */
public final class LinkDrivers {
    private final List<ResourceDriver<?, ?>> drivers;

    @Inject
    LinkDrivers(Sites sites) {
        this.drivers = List.of(new LinkDriver(sites));
    }

    /** The driver. */
    public List<ResourceDriver<?, ?>> drivers() {
        return drivers;
    }
}
