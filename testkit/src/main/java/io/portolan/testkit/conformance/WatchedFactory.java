package io.portolan.testkit.conformance;

import io.portolan.Failure;
import io.portolan.Fencing;
import io.portolan.model.Spec;
import io.portolan.spi.Config;
import io.portolan.spi.OptionsType;
import io.portolan.spi.Provider;
import io.portolan.spi.ProviderContext;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.Setting;
import io.portolan.spi.driver.ResourceDriver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The factory under test, whose drivers tell the tap what they are in. */
final class WatchedFactory implements ProviderFactory {
    private final ProviderFactory factory;
    private final Tap tap;
    private final Audit audit;

    WatchedFactory(ProviderFactory factory, Tap tap, Audit audit) {
        this.factory = factory;
        this.tap = tap;
        this.audit = audit;
    }

    @Override
    public String type() {
        return factory.type();
    }

    @Override
    public List<Setting<?>> settings() {
        return factory.settings();
    }

    @Override
    public List<OptionsType<?>> options() {
        return factory.options();
    }

    @Override
    public Provider create(Config config, ProviderContext context) {
        Provider provider = factory.create(config, context);
        List<ResourceDriver<?, ?>> drivers = new ArrayList<>();
        provider.drivers().forEach(d -> drivers.add(watched(d)));
        return new WatchedProvider(provider, List.copyOf(drivers));
    }

    private <S extends Spec, W> ResourceDriver<S, W> watched(ResourceDriver<S, W> driver) {
        return new WatchedDriver<>(driver, tap, audit);
    }

    private static final class WatchedProvider implements Provider {
        private final Provider provider;
        private final List<ResourceDriver<?, ?>> drivers;

        WatchedProvider(Provider provider, List<ResourceDriver<?, ?>> drivers) {
            this.provider = provider;
            this.drivers = drivers;
        }

        @Override
        public List<ResourceDriver<?, ?>> drivers() {
            return drivers;
        }

        @Override
        public Map<String, String> identity() {
            return provider.identity();
        }

        @Override
        public Fencing fencing() {
            return provider.fencing();
        }

        @Override
        public Failure classify(String nativeCall, Exception nativeError) {
            return provider.classify(nativeCall, nativeError);
        }

        @Override
        public <T> Optional<T> unwrap(Class<T> type) {
            return provider.unwrap(type);
        }

        @Override
        public void close() {
            provider.close();
        }
    }
}
