package io.portolan.aws;

import static java.util.Objects.requireNonNull;

import io.portolan.aws.account.AwsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * A further account and region of one provider. What it does not give is the provider's own: the credentials, the profile, the role, and always the
 * endpoint and the HTTP client.
 */
public final class AwsSite {
    private final Builder b;

    private AwsSite(Builder b) {
        this.b = b;
    }

    /** A site of this name, lower case letters, digits and hyphens, in this region. */
    public static Builder named(String name, String region) {
        return new Builder(name, region);
    }

    /**
     * Reads {@code irl=eu-west-1 444455556666 arn:aws:iam::444455556666:role/portolan}: behind the region in any order the account, the ARN of a role,
     * and {@code profile:name}.
     *
     * @throws IllegalArgumentException with what is expected
     */
    static AwsSite parse(String text) {
        String[] named = text.strip().split("\\s*=\\s*", 2);
        String[] words = named.length < 2 ? new String[0] : named[1].split("\\s+");
        if (words.length == 0 || words[0].isEmpty()) {
            throw new IllegalArgumentException("not a site: '" + text.strip()
                    + "'; write name=region, and behind it account, role and profile:name as far as they differ");
        }
        Builder site = named(named[0], AwsProviderFactory.region(words[0]));
        for (int i = 1; i < words.length; i++) {
            if (words[i].startsWith("arn:")) {
                site.role(words[i]);
            } else if (words[i].startsWith("profile:")) {
                site.profile(words[i].substring("profile:".length()));
            } else {
                site.account(AwsProviderFactory.account(words[i]));
            }
        }
        return site.build();
    }

    /** The name. */
    public String name() {
        return b.name;
    }

    /** The region. */
    public String region() {
        return b.region;
    }

    /** The account that it must be; empty: whichever the credentials belong to. */
    public Optional<String> account() {
        return Optional.ofNullable(b.account);
    }

    /** The site's configuration, on top of the provider's own. */
    AwsConfig on(AwsConfig.Builder home) {
        AwsConfig.Builder site = home.forSite(b.name).region(b.region);
        Optional<String> role = Optional.ofNullable(b.role);
        Optional<String> profile = Optional.ofNullable(b.profile);
        Optional<AwsCredentialsProvider> credentials = Optional.ofNullable(b.credentials);
        if (role.isPresent() || profile.isPresent() || credentials.isPresent()) {
            site.withoutRole();
        }
        profile.ifPresent(site::profile);
        credentials.ifPresent(site::credentials);
        role.ifPresent(site::role);
        account().ifPresent(site::account);
        Optional.ofNullable(b.externalId).ifPresent(site::externalId);
        Optional.ofNullable(b.interceptor).ifPresent(site::interceptor);
        return site.build();
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof AwsSite other && toString().equals(other.toString());
    }

    @Override
    public int hashCode() {
        return Objects.hash(toString());
    }

    /** As it is written, without what can be given in Java only. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        words.add(b.name + "=" + b.region);
        account().ifPresent(words::add);
        Optional.ofNullable(b.role).ifPresent(words::add);
        Optional.ofNullable(b.profile).ifPresent(profile -> words.add("profile:" + profile));
        return String.join(" ", words);
    }

    /** Builds an {@link AwsSite}. */
    public static final class Builder {
        private final String name;
        private final String region;
        private @Nullable String account;
        private @Nullable String profile;
        private @Nullable String role;
        private @Nullable String externalId;
        private @Nullable AwsCredentialsProvider credentials;
        private @Nullable ExecutionInterceptor interceptor;

        private Builder(String name, String region) {
            if (!name.matches("[a-z][a-z0-9-]{0,30}") || name.equals("home")) {
                throw new IllegalArgumentException(
                        "not a name for a site: '" + name + "'; use lower case letters, digits and hyphens, not home");
            }
            this.name = name;
            this.region = requireNonNull(region, "region");
        }

        /** The account that it must be, twelve digits. */
        public Builder account(String value) {
            account = value;
            return this;
        }

        /** A profile of the shared configuration files. */
        public Builder profile(String value) {
            profile = value;
            return this;
        }

        /** The ARN of a role to assume. */
        public Builder role(String value) {
            role = value;
            return this;
        }

        /** The external id with which the role is assumed. */
        public Builder externalId(String value) {
            externalId = value;
            return this;
        }

        /** Credentials, in place of the provider's own. */
        public Builder credentials(AwsCredentialsProvider value) {
            credentials = value;
            return this;
        }

        /** What sees every native request to this site before it is sent, in place of the provider's own. */
        public Builder interceptor(ExecutionInterceptor value) {
            interceptor = value;
            return this;
        }

        /** The site. */
        public AwsSite build() {
            return new AwsSite(copy());
        }

        private Builder copy() {
            Builder copy = new Builder(name, region);
            copy.account = account;
            copy.profile = profile;
            copy.role = role;
            copy.externalId = externalId;
            copy.credentials = credentials;
            copy.interceptor = interceptor;
            return copy;
        }
    }
}
