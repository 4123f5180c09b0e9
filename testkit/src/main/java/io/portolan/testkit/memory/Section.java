package io.portolan.testkit.memory;

import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.model.Cidr;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import io.portolan.network.Network;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One balancer within the document that all balancers of a network share. */
record Section(
        LoadBalancer.Scheme scheme,
        NativeId address,
        boolean reserved,
        List<String> subnets,
        @Nullable NativeId firewall,
        Object sourceRanges,
        Duration idleTimeout,
        LoadBalancer.ClientIp clientIp,
        List<ListenerData> listeners,
        List<Pool> pools) {

    /** The label of a document that carries a section's mark. */
    static String label(String section) {
        return "portolan-section-" + section;
    }

    static NativeId id(String document, String section) {
        return NativeId.of("section", document + "/" + section);
    }

    static String documentOf(NativeId section) {
        return section.value().substring(0, section.value().lastIndexOf('/'));
    }

    static String nameOf(NativeId section) {
        return section.value().substring(section.value().lastIndexOf('/') + 1);
    }

    /** The balancer in portable words. */
    LoadBalancer view(@Nullable NativeId network) {
        LoadBalancer.Builder view = LoadBalancer.builder()
                .scheme(scheme)
                .subnets(subnets)
                .idleTimeout(idleTimeout)
                .clientIp(clientIp)
                .pools(pools);
        if (network != null) {
            view.network(Ref.id(Network.KIND, network.value()));
        }
        if (reserved) {
            view.address(Ref.id(Address.KIND, address.value()));
        }
        if (firewall != null) {
            view.firewall(Ref.id(Firewall.KIND, firewall.value()));
        }
        if (sourceRanges instanceof List<?> ranges) {
            view.sourceRanges(ranges.stream().map(Cidr.class::cast).toList());
        }
        listeners.forEach(l -> view.listener(l.view()));
        return view.build();
    }
}
