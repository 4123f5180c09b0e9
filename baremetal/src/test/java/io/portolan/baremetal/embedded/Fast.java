package io.portolan.baremetal.embedded;

import io.portolan.baremetal.cloud.CloudClient;
import io.portolan.baremetal.cloud.CloudOptions;

/** The embedded provider for tests in which no power is lost. */
final class Fast {
    private Fast() {}

    static EmbeddedProviderFactory factory() {
        return new EmbeddedProviderFactory((directory, options) -> CloudClient.connect(
                directory,
                options.durability(CloudOptions.Durability.PROCESS_END).build()));
    }
}
