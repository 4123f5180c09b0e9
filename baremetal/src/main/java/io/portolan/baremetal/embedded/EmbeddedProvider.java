package io.portolan.baremetal.embedded;

import io.portolan.Failure;
import io.portolan.Fencing;
import io.portolan.baremetal.cloud.Api;
import io.portolan.baremetal.cloud.CloudClient;
import io.portolan.spi.Provider;
import io.portolan.spi.ProviderContext;
import io.portolan.spi.driver.ResourceDriver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One embedded cloud, seen through its client. */
final class EmbeddedProvider implements Provider {
    private final Api api;
    private final Path directory;
    private final List<ResourceDriver<?, ?>> drivers;

    /** @param api is closed with the provider where it can be */
    EmbeddedProvider(ProviderContext context, Api api, PortRules ports) {
        this.api = api;
        this.directory = context.data();
        var wire = new CloudWire(context, api);
        this.drivers = List.of(
                new ThingDriver<>(new NetworkTranslation(), wire),
                new ThingDriver<>(new FirewallTranslation(), wire),
                new ThingDriver<>(new AddressTranslation(), wire),
                new ThingDriver<>(new LoadBalancerTranslation(ports), wire),
                new ThingDriver<>(new DnsZoneTranslation(), wire),
                new RecordSetDriver(wire),
                new ThingDriver<>(new VolumeTranslation(), wire),
                new ThingDriver<>(new SnapshotTranslation(), wire),
                new ThingDriver<>(new AttachmentTranslation(), wire));
    }

    @Override
    public List<ResourceDriver<?, ?>> drivers() {
        return drivers;
    }

    @Override
    public Map<String, String> identity() {
        return Map.of("directory", String.valueOf(directory.getFileName()));
    }

    @Override
    public Fencing fencing() {
        return Fencing.CONDITIONAL;
    }

    @Override
    public Failure classify(String nativeCall, Exception nativeError) {
        return CloudErrors.classify(nativeCall, nativeError);
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return type == Api.class ? Optional.of(type.cast(api)) : Optional.empty();
    }

    @Override
    public void close() {
        if (api instanceof CloudClient client) {
            client.close();
        }
    }
}
