package io.portolan.testkit.memory;

import static java.util.Objects.requireNonNull;

import io.portolan.spi.Config;
import io.portolan.spi.Provider;
import io.portolan.spi.ProviderContext;
import io.portolan.spi.ProviderFactory;
import java.util.Set;

/** Makes providers for one {@link MemoryCloud}. Given to an engine as it is; no {@code ServiceLoader} finds it. */
public final class MemoryProviderFactory implements ProviderFactory {
    private final MemoryCloud cloud;
    private final Set<Broken> broken;

    private MemoryProviderFactory(MemoryCloud cloud, Set<Broken> broken) {
        this.cloud = requireNonNull(cloud, "cloud");
        this.broken = Set.copyOf(broken);
    }

    /** A factory whose providers keep every law. */
    public static MemoryProviderFactory of(MemoryCloud cloud) {
        return new MemoryProviderFactory(cloud, Set.of());
    }

    /** The same with these mistakes. */
    public MemoryProviderFactory broken(Broken... mistakes) {
        return new MemoryProviderFactory(cloud, Set.of(mistakes));
    }

    @Override
    public String type() {
        return "memory";
    }

    @Override
    public Provider create(Config config, ProviderContext context) {
        return new MemoryProvider(cloud, new Flaws(broken), context);
    }

    @Override
    public String toString() {
        return cloud + (broken.isEmpty() ? "" : " broken " + broken);
    }
}
