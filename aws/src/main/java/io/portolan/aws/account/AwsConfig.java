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
    private final Builder b;

    private AwsConfig(Builder b) {
        this.b = b;
    }

    /** A builder for a provider of this name. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The provider's name. */
    public String name() {
        return b.name;
    }

    /** The region; empty: the SDK's default chain says. */
    public Optional<String> region() {
        return Optional.ofNullable(b.region);
    }

    /** The account that it must be, twelve digits; empty: whichever the credentials belong to. */
    public Optional<String> account() {
        return Optional.ofNullable(b.account);
    }

    /** A profile of the shared configuration files; empty: the default chain. */
    public Optional<String> profile() {
        return Optional.ofNullable(b.profile);
    }

    /** A role to assume, by its ARN. */
    public Optional<String> role() {
        return Optional.ofNullable(b.role);
    }

    /** The external id with which the role is assumed. */
    public Optional<String> externalId() {
        return Optional.ofNullable(b.externalId);
    }

    /** Where every service is reached instead of at AWS. */
    public Optional<URI> endpoint() {
        return Optional.ofNullable(b.endpoint);
    }

    /** Credentials given in Java, in place of profile and default chain. */
    public Optional<AwsCredentialsProvider> credentials() {
        return Optional.ofNullable(b.credentials);
    }

    /** The embedder's own HTTP client, which stays the embedder's to close. */
    public Optional<SdkHttpClient> http() {
        return Optional.ofNullable(b.http);
    }

    /** What sees every native request before it is sent. */
    public Optional<ExecutionInterceptor> interceptor() {
        return Optional.ofNullable(b.interceptor);
    }

    @Override
    public String toString() {
        return b.name + " " + account().orElse("default account") + " " + region().orElse("default region");
    }

    /** Builds an {@link AwsConfig}. */
    public static final class Builder {
        private final String name;
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

        /** The region. */
        public Builder region(String value) {
            region = value;
            return this;
        }

        /** The account that it must be. */
        public Builder account(String value) {
            account = value;
            return this;
        }

        /** A profile of the shared configuration files. */
        public Builder profile(String value) {
            profile = value;
            return this;
        }

        /** A role to assume. */
        public Builder role(String value) {
            role = value;
            return this;
        }

        /** The external id with which the role is assumed. */
        public Builder externalId(String value) {
            externalId = value;
            return this;
        }

        /** Where every service is reached. */
        public Builder endpoint(URI value) {
            endpoint = value;
            return this;
        }

        /** Credentials given in Java. */
        public Builder credentials(AwsCredentialsProvider value) {
            credentials = value;
            return this;
        }

        /** The embedder's own HTTP client. */
        public Builder http(SdkHttpClient value) {
            http = value;
            return this;
        }

        /** What sees every native request before it is sent. */
        public Builder interceptor(ExecutionInterceptor value) {
            interceptor = value;
            return this;
        }

        /** The configuration. */
        public AwsConfig build() {
            return new AwsConfig(copy());
        }

        private Builder copy() {
            Builder copy = new Builder(name);
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
    }
}
