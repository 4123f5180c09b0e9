package io.portolan.baremetal.cloud;

import io.portolan.baremetal.cloud.CloudException.Code;
import io.portolan.baremetal.nameserver.InvalidConfigException;
import io.portolan.baremetal.nameserver.NameServer;
import io.portolan.baremetal.nameserver.ServerConfig;
import io.portolan.baremetal.nameserver.ServerStatus;
import io.portolan.baremetal.proxy.BindFailedException;
import io.portolan.baremetal.proxy.Proxy;
import io.portolan.baremetal.proxy.ProxyConfig;
import io.portolan.baremetal.proxy.ProxyStatus;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The proxy and the name server, as the data plane of a cloud. */
final class Servers implements DataPlane {
    private final EmbeddedCloud cloud;
    private final NameServer names;
    private final Proxy proxy = Proxy.start();
    private Map<InetSocketAddress, String> taken = Map.of();
    private ProxyConfig served = ProxyConfig.empty();
    private boolean began;

    Servers(EmbeddedCloud cloud, NameServer names) {
        this.cloud = cloud;
        this.names = names;
    }

    @Override
    public synchronized void apply(Transaction view) {
        ServerConfig answers =
                NameDocuments.of(view, cloud.endpoints(), cloud.options().updateKeys());
        ProxyConfig before = served;
        Map<InetSocketAddress, String> takenBefore = taken;
        serve(view);
        try {
            names.replace(answers);
        } catch (InvalidConfigException e) {
            if (began) {
                restore(before, takenBefore);
            }
            throw new CloudException(Code.INVALID, "the name server can't answer with this: " + e.getMessage(), e);
        }
        began = true;
    }

    /** Serves everything but the addresses that could not be listened on before either; when it begins, all that can be. */
    private void serve(Transaction view) {
        var unserved = new LinkedHashMap<InetSocketAddress, String>();
        while (true) {
            ProxyConfig config = ProxyDocuments.of(view, cloud.endpoints(), unserved.keySet());
            try {
                if (!config.equals(served)) {
                    proxy.apply(config);
                }
                served = config;
                taken = unserved;
                return;
            } catch (BindFailedException e) {
                InetSocketAddress address = e.address();
                boolean expected = !began || taken.containsKey(address);
                if (!expected || unserved.put(address, String.valueOf(e.getMessage())) != null) {
                    throw new CloudException(Code.ADDRESS_TAKEN, String.valueOf(e.getMessage()), e);
                }
            } catch (IllegalArgumentException e) {
                throw new CloudException(Code.INVALID, "the balancer can't serve this: " + e.getMessage(), e);
            }
        }
    }

    private void restore(ProxyConfig before, Map<InetSocketAddress, String> takenBefore) {
        try {
            proxy.apply(before);
            served = before;
            taken = takenBefore;
        } catch (BindFailedException e) {
            throw new CloudException(Code.ADDRESS_TAKEN, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public List<Map<String, Object>> health(Transaction view) {
        var items = new ArrayList<Map<String, Object>>();
        var said = new ArrayList<String>();
        ProxyStatus status = proxy.status();
        for (Document balancer : view.all("balancer")) {
            for (Map<String, Object> pool : balancer.objects("pools")) {
                for (Map<String, Object> target : Json.objects(pool.get("targets"))) {
                    InetSocketAddress place =
                            ProxyDocuments.socket(cloud.endpoints().target(view, balancer, pool, target));
                    find(status, balancer.id(), String.valueOf(pool.get("name")), place)
                            .ifPresent(found -> items.add(item(balancer, pool, target, found)));
                }
            }
        }
        names.status().health().forEach(choice -> {
            var item = new LinkedHashMap<String, Object>();
            item.put("name", choice.name());
            item.put("type", choice.type());
            item.put("choice", choice.choice());
            item.put("health", choice.health().name());
            choice.checks().stream().map(ServerStatus.CheckHealth::last).forEach(said::add);
            item.put("reason", String.join(", ", said));
            said.clear();
            items.add(item);
        });
        return items;
    }

    private static Optional<ProxyStatus.Target> find(
            ProxyStatus status, String balancer, String pool, InetSocketAddress place) {
        return status.balancers().stream()
                .filter(each -> each.name().equals(balancer))
                .flatMap(each -> each.pools().stream())
                .filter(each -> each.name().equals(pool))
                .flatMap(each -> each.targets().stream())
                .filter(each -> each.address().equals(place))
                .findFirst();
    }

    private static Map<String, Object> item(
            Document balancer, Map<String, Object> pool, Map<String, Object> target, ProxyStatus.Target found) {
        var item = new LinkedHashMap<String, Object>();
        item.put("balancer", balancer.id());
        item.put("pool", pool.get("name"));
        item.put("address", target.get("address"));
        item.put("port", target.containsKey("port") ? target.get("port") : pool.get("port"));
        item.put("health", found.health().name());
        item.put("reason", found.reason());
        item.put("active", found.traffic().active());
        return item;
    }

    ServerStatus dnsStatus() {
        return names.status();
    }

    ProxyStatus proxyStatus() {
        return proxy.status();
    }

    synchronized List<String> problems() {
        return List.copyOf(taken.values());
    }

    void close() {
        names.close();
        proxy.close();
    }
}
