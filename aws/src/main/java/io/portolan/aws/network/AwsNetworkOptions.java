package io.portolan.aws.network;

import io.portolan.aws.site.Placed;
import io.portolan.model.Kind;
import io.portolan.network.Network;
import io.portolan.spi.OptionsType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What AWS has beyond the portable network. */
public final class AwsNetworkOptions implements Placed {
    private static final String SITE = "site";
    private static final String IPV6 = "ipv6";

    /** The document. */
    public static final OptionsType<AwsNetworkOptions> TYPE =
            OptionsType.of(Network.KIND, AwsNetworkOptions.class, AwsNetworkOptions::read, """
            {"type": "object", "additionalProperties": false, "properties": {
              "ipv6": {"const": true, "description": "It has IPv6 too: a /56 that AWS gives, a /64 for each subnet. What is there stays where the line is left away."},
              "site": {"type": "string", "description": "The site of the provider that it is in, with all that refers to it; else its own account and region."}}}
            """);

    private final @Nullable String site;
    private final boolean ipv6;

    private AwsNetworkOptions(Builder b) {
        this.ipv6 = b.ipv6;
        this.site = b.site;
    }

    private static AwsNetworkOptions read(Map<String, Object> spec) {
        Builder options = builder();
        spec.forEach((name, value) -> {
            if (!Set.of(SITE, IPV6).contains(name)) {
                throw new IllegalArgumentException("there is no field " + name + "; there are ipv6, site");
            }
            if (name.equals(IPV6)) {
                if (!Boolean.TRUE.equals(value)) {
                    throw new IllegalArgumentException("ipv6 is true; leave the line away, and what is there stays");
                }
                options.ipv6();
                return;
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

    /** Whether it is to have IPv6; empty: what is there stays. */
    public Optional<Boolean> ipv6() {
        return ipv6 ? Optional.of(true) : Optional.empty();
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
        return "AwsNetworkOptions[ipv6=" + ipv6 + ", site=" + site + "]";
    }

    /** Builds {@link AwsNetworkOptions}. */
    public static final class Builder {
        private @Nullable String site;
        private boolean ipv6;

        private Builder() {}

        /** With IPv6: a /56 that AWS gives, a /64 of it for each subnet. */
        public Builder ipv6() {
            ipv6 = true;
            return this;
        }

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
