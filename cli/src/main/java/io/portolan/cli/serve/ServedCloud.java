package io.portolan.cli.serve;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.baremetal.cloud.CloudException;
import io.portolan.baremetal.cloud.EmbeddedCloud;
import io.portolan.baremetal.cloud.Serving;
import io.portolan.baremetal.embedded.EmbeddedProviderFactory;
import io.portolan.baremetal.proxy.ProxyStatus;
import io.portolan.cli.workspace.ChosenProvider;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An embedded provider's directory, served by this process until it is closed. */
public final class ServedCloud implements AutoCloseable {
    private final EmbeddedCloud cloud;
    private final Serving serving;

    private ServedCloud(EmbeddedCloud cloud, Serving serving) {
        this.cloud = cloud;
        this.serving = serving;
    }

    /**
     * Serves this provider.
     *
     * @return empty where another process has its directory
     * @throws PortolanException when the directory or the port of DNS can't be used
     */
    public static Optional<ServedCloud> start(ChosenProvider provider) {
        EmbeddedCloud cloud;
        try {
            cloud = EmbeddedCloud.open(provider.folder(), EmbeddedProviderFactory.options(provider.config()));
        } catch (CloudException e) {
            if (e.code() == CloudException.Code.UNAVAILABLE) {
                return Optional.empty();
            }
            throw failure(e, "look at " + provider.folder());
        }
        try {
            return Optional.of(new ServedCloud(cloud, Serving.start(cloud)));
        } catch (CloudException e) {
            cloud.close();
            throw failure(
                    e,
                    "end what listens there, or set another portOffset for provider " + provider.name()
                            + " in portolan.yaml");
        }
    }

    private static PortolanException failure(CloudException e, String remedy) {
        Code code = e.code() == CloudException.Code.INVALID ? Code.INVALID : Code.UNAVAILABLE;
        return new PortolanException(
                Failure.of(code, String.valueOf(e.getMessage())).remedy(remedy), e);
    }

    /** Where DNS is answered. */
    public InetSocketAddress dns() {
        return serving.dns();
    }

    /** What is there and can't be served, in words. */
    public List<String> problems() {
        return serving.problems();
    }

    /** What the balancers do, by their ids. */
    public ProxyStatus proxy() {
        return serving.proxyStatus();
    }

    /** The addresses of every target. */
    public Set<InetSocketAddress> targets() {
        Set<InetSocketAddress> targets = new LinkedHashSet<>();
        proxy().balancers()
                .forEach(b -> b.pools()
                        .forEach(p -> p.targets().stream()
                                .filter(t -> t.weight() > 0 || t.health() != ProxyStatus.Health.DRAINING)
                                .forEach(t -> targets.add(t.address()))));
        return targets;
    }

    /** The native things of a kind, by their ids, as the calls of the provider list them. */
    public Map<String, Map<String, Object>> list(String kind) {
        return Listing.of(cloud, kind);
    }

    @Override
    public void close() {
        serving.close();
        cloud.close();
    }
}
