package io.portolan.baremetal.proxy;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A load balancer inside the JVM: TCP, TLS, HTTP/1.1 and HTTPS on real sockets. UDP is not offered.
 *
 * <p>HTTP is read strictly: what two parsers could read in two ways is answered with 400 and never reaches a target. A request line may
 * have 8 KiB (414), the headers 32 KiB (431). Bodies stream; the slower side sets the pace. Targets get X-Forwarded-For (appended to what
 * the client sent), X-Forwarded-Proto and X-Forwarded-Port (replaced). The proxy's own answers are 404 (no route), 502 (the target broke
 * off or did not speak HTTP), 503 (no target is up or accepts) and 504 (no answer within the idle timeout), each with a line that says
 * why. Upgrades, but to HTTP/2, become tunnels.
 *
 * <p>A target that refuses a connection is out until a check passes, or, in a pool without one, until it accepts again; the request is
 * tried elsewhere. A request that may be repeated (idempotent and without a body) is sent once more if a connection that was kept open
 * turns out to be dead.
 *
 * <p>All methods may be called from any thread; changes are made one after another.
 */
public final class Proxy implements AutoCloseable {
    private final Loops loops;
    private final Map<CertificateKey, ServerCertificate> certificates = new HashMap<>();
    private final Map<ListenerKey, Listener> listeners = new HashMap<>();
    private final Map<String, Balancer> balancers = new LinkedHashMap<>();
    private volatile List<Balancer> shown = List.of();
    private boolean closed;

    private Proxy(Loops loops) {
        this.loops = loops;
    }

    /** Starts a proxy that serves nothing yet, with a thread for each processor. */
    public static Proxy start() {
        return new Proxy(new Loops(Runtime.getRuntime().availableProcessors()));
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
    public synchronized void apply(ProxyConfig config) throws BindFailedException {
        Objects.requireNonNull(config, "config");
        if (closed) {
            throw new IllegalStateException("The proxy is closed");
        }
        Map<CertificateKey, ServerCertificate> read = new HashMap<>();
        ConfigCheck.check(config, (certificate, version) -> {
            CertificateKey key = new CertificateKey(certificate, version);
            ServerCertificate known = certificates.get(key);
            read.put(key, known == null ? ServerCertificate.of(certificate, version) : known);
        });
        Map<ListenerKey, Listener> bound = bind(config);
        certificates.clear();
        certificates.putAll(read);
        change(config, bound);
    }

    /** Binds what is not bound yet; all of it, or nothing. */
    private Map<ListenerKey, Listener> bind(ProxyConfig config) throws BindFailedException {
        Map<ListenerKey, Listener> bound = new HashMap<>();
        List<Listener> fresh = new ArrayList<>();
        try {
            for (BalancerConfig balancer : config.balancers()) {
                for (FrontendConfig frontend : balancer.frontends()) {
                    ListenerKey key = ListenerKey.of(balancer, frontend);
                    Listener listener = listeners.get(key);
                    if (listener == null) {
                        listener = Listener.bind(
                                loops, frontend.address(), balancer.name() + "'s frontend " + frontend.name());
                        fresh.add(listener);
                    }
                    bound.put(key, listener);
                }
            }
        } catch (BindFailedException e) {
            fresh.forEach(Listener::close);
            throw e;
        }
        return bound;
    }

    private void change(ProxyConfig config, Map<ListenerKey, Listener> bound) {
        Set<String> wanted = new HashSet<>();
        for (BalancerConfig each : config.balancers()) {
            wanted.add(each.name());
            Balancer balancer = balancers.computeIfAbsent(each.name(), name -> new Balancer(name, loops));
            balancer.apply(each, this::certificates);
            for (FrontendConfig frontend : each.frontends()) {
                Objects.requireNonNull(bound.get(ListenerKey.of(each, frontend)))
                        .serve(balancer.frontend(frontend.name()));
            }
        }
        listeners.forEach((key, listener) -> {
            if (!bound.containsKey(key)) {
                listener.close();
            }
        });
        listeners.clear();
        listeners.putAll(bound);
        balancers.forEach((name, balancer) -> {
            if (!wanted.contains(name)) {
                balancer.retire();
            }
        });
        balancers
                .entrySet()
                .removeIf(each ->
                        !wanted.contains(each.getKey()) && each.getValue().drained());
        shown = List.copyOf(balancers.values());
    }

    private Certificates certificates(TlsConfig tls) {
        return new Certificates(tls.certificates().stream()
                .map(each -> Objects.requireNonNull(certificates.get(new CertificateKey(each, tls.minVersion()))))
                .toList());
    }

    /** Tells what is served now. Cheap: takes no lock that traffic would wait for. */
    public ProxyStatus status() {
        return new ProxyStatus(shown.stream().map(Balancer::read).toList());
    }

    /** Cuts everything and ends the threads. Apply {@link ProxyConfig#empty()} and wait to drain instead. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            loops.close();
        }
    }

    private record CertificateKey(CertificateConfig certificate, TlsConfig.Version minVersion) {}

    /** Who owns a socket: its address, or, where the system chooses the port, the frontend that asked. */
    private record ListenerKey(InetSocketAddress address, String balancer, String frontend) {
        static ListenerKey of(BalancerConfig balancer, FrontendConfig frontend) {
            return frontend.address().getPort() == 0
                    ? new ListenerKey(frontend.address(), balancer.name(), frontend.name())
                    : new ListenerKey(frontend.address(), "", "");
        }
    }
}
