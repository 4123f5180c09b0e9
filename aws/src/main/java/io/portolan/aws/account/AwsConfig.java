package io.portolan.aws.account;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;

/** Where a provider works and as whom. Immutable; holds no secret, but may hold what gives credentials. */
public final class AwsConfig {
    private final String name;
    private final @Nullable String site;
    private final @Nullable String region;
    private final @Nullable String account;
    private final @Nullable String profile;
    private final @Nullable String role;
    private final @Nullable String externalId;
    private final @Nullable URI endpoint;
    private final @Nullable AwsCredentialsProvider credentials;
    private final @Nullable SdkHttpClient http;
    private final @Nullable ExecutionInterceptor interceptor;

    private AwsConfig(Builder b) {
        this.name = b.name;
        this.site = b.site;
        this.region = b.region;
        this.account = b.account;
        this.profile = b.profile;
        this.role = b.role;
        this.externalId = b.externalId;
        this.endpoint = b.endpoint;
        this.credentials = b.credentials;
        this.http = b.http;
        this.interceptor = b.interceptor;
    }

    /** A builder for a provider of this name. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The provider's name. */
    public String name() {
        return name;
    }

    /** The name of the site, where it is not the provider's own account and region. */
    public Optional<String> site() {
        return Optional.ofNullable(site);
    }

    /** The region; empty: the SDK's default chain says. */
    public Optional<String> region() {
        return Optional.ofNullable(region);
    }

    /** The account that it must be, twelve digits; empty: whichever the credentials belong to. */
    public Optional<String> account() {
        return Optional.ofNullable(account);
    }

    /** A profile of the shared configuration files; empty: the default chain. */
    public Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    /** A role to assume, by its ARN. */
    public Optional<String> role() {
        return Optional.ofNullable(role);
    }

    /** The external id with which the role is assumed. */
    public Optional<String> externalId() {
        return Optional.ofNullable(externalId);
    }

    /** Where every service is reached instead of at AWS. */
    public Optional<URI> endpoint() {
        return Optional.ofNullable(endpoint);
    }

    /** Credentials given in Java, in place of profile and default chain. */
    public Optional<AwsCredentialsProvider> credentials() {
        return Optional.ofNullable(credentials);
    }

    /** The embedder's own HTTP client, which stays the embedder's to close. */
    public Optional<SdkHttpClient> http() {
        return Optional.ofNullable(http);
    }

    /** What sees every native request before it is sent. */
    public Optional<ExecutionInterceptor> interceptor() {
        return Optional.ofNullable(interceptor);
    }

    @Override
    public String toString() {
        return name + " " + account().orElse("default account") + " " + region().orElse("default region");
    }

    /** Builds an {@link AwsConfig}. */
    public static final class Builder {
        private final String name;
        private @Nullable String site;
        private @Nullable String region;
        private @Nullable String account;
        private @Nullable String profile;
        private @Nullable String role;
        private @Nullable String externalId;
        private @Nullable URI endpoint;
        private @Nullable AwsCredentialsProvider credentials;
        private @Nullable SdkHttpClient http;
        private @Nullable ExecutionInterceptor interceptor;

        private Builder(String name) {
            this.name = requireNonNull(name, "name");
        }

        /** The same again for a site of the provider. */
        public Builder forSite(String named) {
            Builder copy = new Builder(name);
            copy.site = requireNonNull(named, "named");
            copy.region = region;
            copy.account = account;
            copy.profile = profile;
            copy.role = role;
            copy.externalId = externalId;
            copy.endpoint = endpoint;
            copy.credentials = credentials;
            copy.http = http;
            copy.interceptor = interceptor;
            return copy;
        }

        /** As somebody else: without account and role. */
        public Builder withoutRole() {
            account = null;
            role = null;
            externalId = null;
            return this;
        }

        /** The region. */
        public Builder region(String value) {
            region = requireNonNull(value, "value");
            return this;
        }

        /** The account that it must be. */
        public Builder account(String value) {
            account = requireNonNull(value, "value");
            return this;
        }

        /** A profile of the shared configuration files, in place of credentials. */
        public Builder profile(String value) {
            profile = requireNonNull(value, "value");
            credentials = null;
            return this;
        }

        /** A role to assume. */
        public Builder role(String value) {
            role = requireNonNull(value, "value");
            return this;
        }

        /** The external id with which the role is assumed. */
        public Builder externalId(String value) {
            externalId = requireNonNull(value, "value");
            return this;
        }

        /** Where every service is reached. */
        public Builder endpoint(URI value) {
            endpoint = requireNonNull(value, "value");
            return this;
        }

        /** Credentials given in Java, in place of a profile. */
        public Builder credentials(AwsCredentialsProvider value) {
            credentials = requireNonNull(value, "value");
            profile = null;
            return this;
        }

        /** The embedder's own HTTP client. */
        public Builder http(SdkHttpClient value) {
            http = requireNonNull(value, "value");
            return this;
        }

        /** What sees every native request before it is sent. */
        public Builder interceptor(ExecutionInterceptor value) {
            interceptor = requireNonNull(value, "value");
            return this;
        }

        /** The configuration. */
        public AwsConfig build() {
            return new AwsConfig(this);
        }
    }
}
