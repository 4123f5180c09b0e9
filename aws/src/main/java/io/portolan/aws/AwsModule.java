package io.portolan.aws;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.portolan.aws.account.Account;
import io.portolan.aws.account.AwsConfig;
import io.portolan.aws.account.Sites;
import io.portolan.spi.ProviderContext;
import java.util.Map;

/** What one provider instance is made of. The drivers of each resource find their parts by their constructors. */
final class AwsModule extends AbstractModule {
    private final AwsConfig config;
    private final ProviderContext context;

    AwsModule(AwsConfig config, ProviderContext context) {
        this.config = config;
        this.context = context;
    }

    @Override
    protected void configure() {
        bind(AwsProvider.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    Sites sites(Account home) {
        return Sites.of(home, Map.of());
    }

    @Provides
    @Singleton
    Account account() {
        return new Account(config, context);
    }
}
