package io.portolan.baremetal.proxy;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a redirect; what is not set stays as the client asked for it, its query included.
 *
 * <p>With {@code scheme("https").port(8443)}, {@code http://shop.example:8080/a?b} is sent to {@code https://shop.example:8443/a?b}.
 * When the scheme changes and no port is set, the new scheme's default port is meant and none is written.
 */
public final class RedirectAction implements ActionConfig {
    private final @Nullable String scheme;
    private final @Nullable String host;
    private final @Nullable Integer port;
    private final @Nullable String path;
    private final int status;

    private RedirectAction(Builder builder) {
        scheme = builder.scheme;
        host = builder.host;
        port = builder.port;
        path = builder.path;
        status = builder.status;
    }

    public static Builder builder() {
        return new Builder();
    }

    public Optional<String> scheme() {
        return Optional.ofNullable(scheme);
    }

    public Optional<String> host() {
        return Optional.ofNullable(host);
    }

    public OptionalInt port() {
        return port == null ? OptionalInt.empty() : OptionalInt.of(port);
    }

    public Optional<String> path() {
        return Optional.ofNullable(path);
    }

    public int status() {
        return status;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RedirectAction that
                && Objects.equals(scheme, that.scheme)
                && Objects.equals(host, that.host)
                && Objects.equals(port, that.port)
                && Objects.equals(path, that.path)
                && status == that.status;
    }

    @Override
    public int hashCode() {
        return Objects.hash(scheme, host, port, path, status);
    }

    /** Sets what a redirect changes. */
    public static final class Builder {
        private @Nullable String scheme;
        private @Nullable String host;
        private @Nullable Integer port;
        private @Nullable String path;
        private int status = 301;

        private Builder() {}

        /** {@code http} or {@code https}. */
        public Builder scheme(String scheme) {
            this.scheme = Objects.requireNonNull(scheme, "scheme");
            return this;
        }

        public Builder host(String host) {
            this.host = Objects.requireNonNull(host, "host");
            return this;
        }

        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Replaces the whole path, from its slash on; the query stays. */
        public Builder path(String path) {
            this.path = Objects.requireNonNull(path, "path");
            return this;
        }

        /** One of 301, 302, 303, 307, 308; 301 unless set. */
        public Builder status(int status) {
            this.status = status;
            return this;
        }

        public RedirectAction build() {
            return new RedirectAction(this);
        }
    }
}
