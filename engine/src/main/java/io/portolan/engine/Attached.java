package io.portolan.engine;

import io.portolan.model.Key;
import io.portolan.model.Spec;
import io.portolan.spi.Config;
import io.portolan.spi.Provider;
import io.portolan.spi.ProviderContext;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.Timekeeper;
import io.portolan.spi.Wire;
import io.portolan.spi.driver.ResourceDriver;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/** A provider with its wire and its drivers by kind. */
final class Attached implements AutoCloseable {
    private final String name;
    private final String type;
    private final EngineWire wire;
    private final Provider provider;
    private final Map<String, ResourceDriver<? extends Spec, ?>> drivers = new LinkedHashMap<>();

    Attached(
            ProviderFactory factory,
            Config config,
            Timekeeper time,
            Executor executor,
            Path data,
            UnaryOperator<Wire> interceptor,
            Budgets budgets) {
        this.name = config.name();
        this.type = factory.type();
        this.wire = new EngineWire(time, interceptor, config.secrets(), budgets);
        this.provider = factory.create(config, new Context(wire, time, executor, data));
        wire.provider(provider, identity().toString());
        for (ResourceDriver<?, ?> driver : provider.drivers()) {
            if (drivers.put(driver.kind().name(), driver) != null) {
                throw new IllegalArgumentException("provider " + name + " has two drivers for " + driver.kind());
            }
        }
    }

    private record Context(EngineWire wire, Timekeeper time, Executor executor, Path data) implements ProviderContext {}

    String name() {
        return name;
    }

    EngineWire wire() {
        return wire;
    }

    Provider provider() {
        return provider;
    }

    /** Type and place. */
    Map<String, String> identity() {
        Map<String, String> identity = new TreeMap<>(provider.identity());
        identity.put("type", type);
        return identity;
    }

    /** This provider as the journal knows it: its name and what tells its place from others'. */
    String place() {
        return name + " " + identity();
    }

    /** In the order that the provider gives. */
    List<ResourceDriver<? extends Spec, ?>> drivers() {
        return List.copyOf(drivers.values());
    }

    Optional<ResourceDriver<? extends Spec, ?>> driver(Key key) {
        return Optional.ofNullable(drivers.get(key.kind()));
    }

    @Override
    public void close() {
        provider.close();
    }
}
