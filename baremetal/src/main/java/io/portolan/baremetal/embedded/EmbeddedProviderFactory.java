package io.portolan.baremetal.embedded;

import io.portolan.baremetal.cloud.Api;
import io.portolan.baremetal.cloud.CloudClient;
import io.portolan.baremetal.cloud.CloudOptions;
import io.portolan.spi.Config;
import io.portolan.spi.Provider;
import io.portolan.spi.ProviderContext;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * The provider {@code embedded}: everything in this machine's memory and in one directory, without root, for laptops and tests.
 *
 * <p>Its native calls go to the process that serves the directory, or are made on the directory where nobody does.
 */
public final class EmbeddedProviderFactory implements ProviderFactory {
    /** Added to every listener's port and to 53, so that ports below 1024 are served without root. */
    public static final Setting<Integer> PORT_OFFSET = Setting.number(
            "portOffset", "Added to every listener's port, and to 53 for DNS. With 8000, 443 is served at 8443.");

    /** The part of 127.0.0.0/8 that addresses come from. */
    public static final Setting<String> RANGE = Setting.text(
            "range",
            "The part of 127.0.0.0/8 for this provider, a /16 or larger, as 127.40.0.0/16. Several providers on "
                    + "one machine have one each.");

    /** How a provider comes to its cloud. */
    @FunctionalInterface
    interface Connection {
        Api to(Path directory, CloudOptions.Builder options);
    }

    private final Connection connection;

    /** Public for {@code ServiceLoader}. */
    public EmbeddedProviderFactory() {
        this((directory, options) -> CloudClient.connect(directory, options.build()));
    }

    /** A factory whose providers come to their cloud in another way. */
    EmbeddedProviderFactory(Connection connection) {
        this.connection = connection;
    }

    @Override
    public String type() {
        return "embedded";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(PORT_OFFSET, RANGE);
    }

    @Override
    public Provider create(Config config, ProviderContext context) {
        var ports = new PortRules(
                config.get(PORT_OFFSET).map(OptionalInt::of).orElse(OptionalInt.empty()),
                "root".equals(System.getProperty("user.name")));
        return new EmbeddedProvider(context, connection.to(context.data(), builder(config)), ports);
    }

    /** The options by which the cloud of a provider with these settings is opened, also to serve it. */
    public static CloudOptions options(Config config) {
        return builder(config).build();
    }

    private static CloudOptions.Builder builder(Config config) {
        CloudOptions.Builder options = CloudOptions.builder();
        config.get(PORT_OFFSET).ifPresent(options::portOffset);
        config.get(RANGE).ifPresent(options::range);
        return options;
    }
}
