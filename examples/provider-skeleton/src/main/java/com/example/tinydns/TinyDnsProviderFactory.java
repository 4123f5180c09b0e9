package com.example.tinydns;

import io.portolan.model.Secret;
import io.portolan.spi.Config;
import io.portolan.spi.Provider;
import io.portolan.spi.ProviderContext;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.Setting;
import java.net.URI;
import java.util.List;

/** Makes providers of type {@code tinydns}. Found by {@code ServiceLoader}. */
public final class TinyDnsProviderFactory implements ProviderFactory {
    /** Where the API is, with a slash at the end. */
    public static final Setting<URI> ENDPOINT =
            Setting.of("endpoint", URI.class, URI::create, "Where the API is, as https://dns.example.com/v1/.");

    /** Who we are. */
    public static final Setting<Secret> TOKEN = Setting.secret("token", "The token of an account.");

    @Override
    public String type() {
        return "tinydns";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(ENDPOINT, TOKEN);
    }

    @Override
    public Provider create(Config config, ProviderContext context) {
        return new TinyDnsProvider(config.require(ENDPOINT), config.require(TOKEN), context.wire());
    }
}
