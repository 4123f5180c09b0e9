package io.portolan.aws.network;

import io.portolan.aws.site.Placed;
import io.portolan.model.Kind;
import io.portolan.network.Network;
import io.portolan.spi.OptionsType;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What AWS has beyond the portable network. */
public final class AwsNetworkOptions implements Placed {
    private static final String SITE = "site";

    /** The document. */
    public static final OptionsType<AwsNetworkOptions> TYPE =
            OptionsType.of(Network.KIND, AwsNetworkOptions.class, AwsNetworkOptions::read, """
            {"type": "object", "additionalProperties": false, "properties": {
              "site": {"type": "string", "description": "The site of the provider that it is in, with all that refers to it; else its own account and region."}}}
            """);

    private final @Nullable String site;

    private AwsNetworkOptions(Builder b) {
        this.site = b.site;
    }

    private static AwsNetworkOptions read(Map<String, Object> spec) {
        Builder options = builder();
        spec.forEach((name, value) -> {
            if (!name.equals(SITE)) {
                throw new IllegalArgumentException("there is no field " + name + "; there is site");
            }
            if (!(value instanceof String text) || text.isBlank()) {
                throw new IllegalArgumentException("site is the name of one of the provider's sites");
            }
            options.site(text);
        });
        return options.build();
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Optional<String> site() {
        return Optional.ofNullable(site);
    }

    @Override
    public String providerType() {
        return "aws";
    }

    @Override
    public Kind<?> kind() {
        return Network.KIND;
    }

    @Override
    public String toString() {
        return "AwsNetworkOptions[site=" + site + "]";
    }

    /** Builds {@link AwsNetworkOptions}. */
    public static final class Builder {
        private @Nullable String site;

        private Builder() {}

        /** The site of the provider that it is in. */
        public Builder site(String value) {
            site = value;
            return this;
        }

        /** The options. */
        public AwsNetworkOptions build() {
            return new AwsNetworkOptions(this);
        }
    }
}
