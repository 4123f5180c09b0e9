package io.portolan.aws;

import io.portolan.Failure;
import io.portolan.Fencing;
import io.portolan.aws.account.Account;
import io.portolan.aws.account.AwsErrors;
import io.portolan.aws.account.Permissions;
import io.portolan.aws.dns.DnsDrivers;
import io.portolan.aws.network.LinkDrivers;
import io.portolan.aws.volume.VolumeDrivers;
import io.portolan.spi.Provider;
import io.portolan.spi.driver.ResourceDriver;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One account in one region, and the sites beside it. */
final class AwsProvider implements Provider {
    private final Account account;
    private final Regions regions;
    private final List<ResourceDriver<?, ?>> drivers;

    @Inject
    AwsProvider(Account account, Regions regions, LinkDrivers links, DnsDrivers dns, VolumeDrivers volumes) {
        this.account = account;
        this.regions = regions;
        List<ResourceDriver<?, ?>> all = new ArrayList<>();
        all.addAll(regions.drivers(region -> region.networks().drivers()));
        all.addAll(links.drivers());
        all.addAll(regions.drivers(region -> region.balancers().drivers()));
        all.addAll(dns.drivers());
        all.addAll(volumes.drivers());
        this.drivers = List.copyOf(all);
    }

    @Override
    public List<ResourceDriver<?, ?>> drivers() {
        return drivers;
    }

    @Override
    public Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>(account.identity());
        regions.sites().names().stream()
                .skip(1)
                .forEach(site -> identity.put(
                        "site " + site, regions.sites().at(site).identity().toString()));
        return identity;
    }

    /** EC2 and ELBv2 have no conditional write, so that a call in flight can't be fenced; Route 53's batches are conditional in any case. */
    @Override
    public Fencing fencing() {
        return Fencing.NONE;
    }

    @Override
    public Failure classify(String nativeCall, Exception nativeError) {
        return AwsErrors.classify(nativeCall, nativeError, regions.sites());
    }

    @Override
    public List<String> permissions(String nativeCall) {
        return Permissions.of(nativeCall);
    }

    /** The SDK's clients by their types. What is called on them goes around plan, budget and journal. */
    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return account.unwrap(type);
    }

    @Override
    public void close() {
        regions.close();
    }
}
