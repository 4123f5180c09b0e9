package io.portolan.testkit.memory;

import io.portolan.Failure;
import io.portolan.Fencing;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.spi.Provider;
import io.portolan.spi.ProviderContext;
import io.portolan.spi.driver.ResourceDriver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A provider for a memory cloud. */
final class MemoryProvider implements Provider {
    private final MemoryCloud cloud;
    private final List<ResourceDriver<?, ?>> drivers;

    MemoryProvider(MemoryCloud cloud, Flaws flaws, ProviderContext context) {
        this.cloud = cloud;
        MemoryClient client = new MemoryClient(cloud, context);
        CloudOptions options = cloud.options();
        List<ResourceDriver<?, ?>> all = new ArrayList<>(List.of(
                new PartDriver<>(new NetworkBlueprint(options), client, flaws),
                new PartDriver<>(new FirewallBlueprint(options), client, flaws),
                new PartDriver<>(new LinkBlueprint(options), client, flaws),
                new PartDriver<>(new AddressBlueprint(), client, flaws),
                new PartDriver<>(new VolumeBlueprint(options, flaws), client, flaws),
                new PartDriver<>(new SnapshotBlueprint(), client, flaws),
                new PartDriver<>(new AttachmentBlueprint(), client, flaws)));
        all.add(
                options.temper() == Temper.DOCUMENTS
                        ? new SharedBalancerDriver(client, flaws)
                        : new PartDriver<>(balancer(options), client, flaws));
        all.add(new PartDriver<>(new ZoneBlueprint(), client, flaws));
        all.add(new RecordDriver(client, flaws));
        this.drivers = List.copyOf(all);
    }

    private static Blueprint<LoadBalancer> balancer(CloudOptions options) {
        return switch (options.temper()) {
            case TOKENS -> new TokenBalancer();
            case OPERATIONS -> new OperationBalancer();
            case DOCUMENTS -> throw new IllegalArgumentException("balancers share documents there");
            case HOST -> new HostBalancer(options);
        };
    }

    @Override
    public List<ResourceDriver<?, ?>> drivers() {
        return drivers;
    }

    @Override
    public Map<String, String> identity() {
        return Map.of("temper", cloud.temper().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Fencing fencing() {
        return switch (cloud.temper()) {
            case TOKENS -> Fencing.NONE;
            case OPERATIONS, DOCUMENTS -> Fencing.CONDITIONAL;
            case HOST -> Fencing.READ_THEN_WRITE;
        };
    }

    @Override
    public Failure classify(String nativeCall, Exception nativeError) {
        return NativeCodes.classify(nativeCall, nativeError);
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return type.isInstance(cloud) ? Optional.of(type.cast(cloud)) : Optional.empty();
    }
}
