package io.portolan.aws;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.Stage;
import io.portolan.aws.account.Account;
import io.portolan.aws.account.AwsConfig;
import io.portolan.aws.account.Sites;
import io.portolan.spi.ProviderContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one provider instance is made of. The drivers of each resource find their parts by their constructors; each further site has an injector of its own,
 * since what is in it finds the site's account.
 */
final class AwsModule extends AbstractModule {
    private final AwsConfig config;
    private final List<AwsConfig> further;
    private final ProviderContext context;

    AwsModule(AwsConfig config, List<AwsConfig> further, ProviderContext context) {
        this.config = config;
        this.further = further;
        this.context = context;
    }

    @Override
    protected void configure() {
        bind(AwsProvider.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    Account account() {
        return new Account(config, context);
    }

    @Provides
    @Singleton
    Regions regions(Region home) {
        Map<String, Region> regions = new LinkedHashMap<>();
        for (AwsConfig site : further) {
            regions.put(
                    site.site().orElseThrow(),
                    Guice.createInjector(Stage.DEVELOPMENT, new AwsModule(site, List.of(), context))
                            .getInstance(Region.class));
        }
        return new Regions(home, regions);
    }

    @Provides
    Sites sites(Regions regions) {
        return regions.sites();
    }
}
