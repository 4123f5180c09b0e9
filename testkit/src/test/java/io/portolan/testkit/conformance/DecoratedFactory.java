package io.portolan.testkit.conformance;

import io.portolan.Failure;
import io.portolan.spi.Config;
import io.portolan.spi.Provider;
import io.portolan.spi.ProviderContext;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.driver.ResourceDriver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A factory whose providers have other drivers than the one inside. */
final class DecoratedFactory implements ProviderFactory {
    private final ProviderFactory factory;
    private final Function<ResourceDriver<?, ?>, Optional<ResourceDriver<?, ?>>> drivers;

    DecoratedFactory(ProviderFactory factory, Function<ResourceDriver<?, ?>, Optional<ResourceDriver<?, ?>>> drivers) {
        this.factory = factory;
        this.drivers = drivers;
    }

    /** Without the drivers of these kinds. */
    static DecoratedFactory without(ProviderFactory factory, String... kinds) {
        return new DecoratedFactory(
                factory, d -> List.of(kinds).contains(d.kind().name()) ? Optional.empty() : Optional.of(d));
    }

    @Override
    public String type() {
        return factory.type();
    }

    @Override
    public Provider create(Config config, ProviderContext context) {
        Provider provider = factory.create(config, context);
        List<ResourceDriver<?, ?>> others = provider.drivers().stream()
                .<ResourceDriver<?, ?>>flatMap(d -> drivers.apply(d).stream())
                .toList();
        return new Provider() {
            @Override
            public List<ResourceDriver<?, ?>> drivers() {
                return others;
            }

            @Override
            public Map<String, String> identity() {
                return provider.identity();
            }

            @Override
            public Failure classify(String nativeCall, Exception nativeError) {
                return provider.classify(nativeCall, nativeError);
            }
        };
    }
}
