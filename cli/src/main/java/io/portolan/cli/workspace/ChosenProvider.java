package io.portolan.cli.workspace;

import io.portolan.Support;
import io.portolan.engine.Portolan;
import io.portolan.model.Problem;
import io.portolan.model.Spec;
import io.portolan.spi.Config;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.driver.ResourceDriver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A provider that was chosen, ready to be made. */
public final class ChosenProvider {
    /** The type that serves what it holds from a process of ours. */
    private static final String EMBEDDED = "embedded";

    private final ProviderFactory factory;
    private final Config config;
    private final Losses accepted;
    private final Path data;

    ChosenProvider(ProviderFactory factory, Config config, Losses accepted, Path data) {
        this.factory = factory;
        this.config = config;
        this.accepted = accepted;
        this.data = data;
    }

    /** The user's name. */
    public String name() {
        return config.name();
    }

    /** The type. */
    public String type() {
        return factory.type();
    }

    /** Whether nothing outside this machine's own processes is touched. */
    public boolean isEmbedded() {
        return type().equals(EMBEDDED);
    }

    /** The factory. */
    public ProviderFactory factory() {
        return factory;
    }

    /** Its settings. */
    public Config config() {
        return config;
    }

    /** Which losses {@code portolan.yaml} agrees to. */
    public Losses accepted() {
        return accepted;
    }

    /** The folder with the folders that providers keep files in. */
    Path data() {
        return data;
    }

    /** Its own folder. */
    public Path folder() {
        return data.resolve(name());
    }

    /** What it holds, by kind, and what it says about a spec. Nothing is called. */
    public Holdings holdings() {
        try (Portolan portolan = Portolan.builder()
                .provider(name(), factory, c -> config)
                .data(data)
                .parallelism(1)
                .build()) {
            return new Holdings(
                    name(),
                    portolan.support(name()),
                    List.copyOf(portolan.provider(name()).drivers()));
        }
    }

    /** What a provider holds, without a connection to it. */
    public static final class Holdings {
        private final String provider;
        private final Map<String, Support> support;
        private final List<ResourceDriver<?, ?>> drivers;

        private Holdings(String provider, Map<String, Support> support, List<ResourceDriver<?, ?>> drivers) {
            this.provider = provider;
            this.support = support;
            this.drivers = drivers;
        }

        /** The provider's name. */
        public String provider() {
            return provider;
        }

        /** The tables by kind, in the provider's order. */
        public Map<String, Support> support() {
            return support;
        }

        /** What the driver of its kind says against a spec; nothing where there is none. */
        public List<Problem> check(Spec spec) {
            for (ResourceDriver<?, ?> driver : drivers) {
                if (driver.kind().equals(spec.kind())) {
                    return check(driver, spec);
                }
            }
            return List.of();
        }

        private static <S extends Spec> List<Problem> check(ResourceDriver<S, ?> driver, Spec spec) {
            return driver.check(driver.kind().type().cast(spec));
        }
    }
}
