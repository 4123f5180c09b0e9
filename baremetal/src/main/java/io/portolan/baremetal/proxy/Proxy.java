package io.portolan.baremetal.proxy;

import java.util.List;

/**
 * A load balancer inside the JVM: TCP, TLS, HTTP/1.1 and HTTPS on real sockets.
 *
 * <p>All methods may be called from any thread; changes are made one after another.
 */
public final class Proxy implements AutoCloseable {
    private volatile ProxyConfig config = ProxyConfig.empty();

    private Proxy() {}

    /** Starts a proxy that serves nothing yet. */
    public static Proxy start() {
        return new Proxy();
    }

    /**
     * Makes the proxy serve exactly {@code config}, without dropping a connection or failing a request.
     *
     * <p>Everything is validated first, then new addresses are bound, then all changes at once: when this throws, the configuration
     * before goes on unchanged. Requests that are under way end as they began. What is no longer wanted drains: removed listeners
     * accept no more, their HTTP connections end with the next answer, and removed targets get nothing new; what is left after the
     * pool's drain timeout is cut. Returns before the draining ends.
     *
     * @throws IllegalArgumentException with every mistake in the configuration, each with its place
     * @throws BindFailedException if an address can't be listened on
     * @throws IllegalStateException after {@link #close()}
     */
    public void apply(ProxyConfig config) throws BindFailedException {
        this.config = config;
    }

    /** Tells what is served now. Cheap: takes no lock that traffic would wait for. */
    public ProxyStatus status() {
        return new ProxyStatus(config.balancers().stream()
                .map(each -> new ProxyStatus.Balancer(each.name(), List.of(), List.of()))
                .toList());
    }

    /** Cuts everything and ends the threads. Apply {@link ProxyConfig#empty()} and wait to drain instead. */
    @Override
    public void close() {}
}
