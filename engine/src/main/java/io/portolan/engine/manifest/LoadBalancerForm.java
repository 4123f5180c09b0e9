package io.portolan.engine.manifest;

import static io.portolan.engine.manifest.Attribute.optional;
import static io.portolan.engine.manifest.Attribute.required;
import static io.portolan.engine.manifest.Attribute.states;

import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.LoadBalancer.ClientIp;
import io.portolan.loadbalancer.LoadBalancer.Scheme;
import io.portolan.loadbalancer.Pool;
import io.portolan.model.Cidr;
import io.portolan.model.Ref;
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import io.portolan.network.Network;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Load balancers. */
final class LoadBalancerForm {
    /** A reference to a load balancer. */
    static final RefType<LoadBalancer> REF = new RefType<>(LoadBalancer.KIND, "load balancer");

    private static final Attribute<Ref<Network>> NETWORK = optional(
                    "network",
                    NetworkForms.NETWORK_REF,
                    "The network that it stands in; else the provider's default, or none at all.")
            .example("main");
    private static final Attribute<List<String>> SUBNETS = optional(
                    "subnets",
                    ListType.of(Texts.TEXT, "names of subnets"),
                    "The network's subnets that it stands in; all that fit where it is left away.")
            .example("[a, b]");
    private static final Attribute<Scheme> SCHEME = states(
            "scheme",
            ChoiceType.of(Scheme.class, "Public", Scheme.PUBLIC, "Internal", Scheme.INTERNAL),
            "Public",
            "Whether it is reached from the internet or from its network only.");
    private static final Attribute<Ref<Address>> ADDRESS = optional(
                    "address",
                    new RefType<>(Address.KIND, "address"),
                    "A reserved address; else one of the provider's choice that goes with the balancer.")
            .example("web");
    private static final Attribute<Ref<Firewall>> FIREWALL = optional(
                    "firewall",
                    FirewallForms.FIREWALL_REF,
                    "The firewall that it is under; else its own, open on the listeners' ports to the source ranges.")
            .example("edge");
    private static final Attribute<List<Cidr>> SOURCE_RANGES =
            states("sourceRanges", ListType.of(Texts.CIDR, "blocks"), "everybody", "Who may connect.");
    private static final Attribute<Duration> IDLE_TIMEOUT = states(
                    "idleTimeout", Texts.DURATION, "60s", "How long a connection may be silent.")
            .example("60s");
    private static final Attribute<ClientIp> CLIENT_IP = states(
            "clientIp",
            ChoiceType.of(ClientIp.class, "Preserve", ClientIp.PRESERVE, "Replace", ClientIp.REPLACE),
            "the provider's way",
            "Whether targets see the client's address on the packets.");
    private static final Attribute<List<Listener>> LISTENERS = required(
            "listeners",
            ListType.of(ListenerForms.LISTENER, "listeners"),
            "The ports that clients connect to, at least one; each port and transport only once.");
    private static final Attribute<List<Pool>> POOLS = optional(
            "pools",
            ListType.of(PoolForms.POOL, "pools"),
            "Targets that take the same traffic; every pool is used by a listener.");

    /** {@code kind: LoadBalancer}. */
    static final Form<LoadBalancer> FORM = Form.of(
            "LoadBalancer",
            "LoadBalancerSpec",
            LoadBalancerForm::make,
            NETWORK,
            SUBNETS,
            SCHEME,
            ADDRESS,
            FIREWALL,
            SOURCE_RANGES,
            IDLE_TIMEOUT,
            CLIENT_IP,
            LISTENERS,
            POOLS);

    private LoadBalancerForm() {}

    private static Optional<LoadBalancer> make(Filled in) {
        LoadBalancer.Builder balancer = LoadBalancer.builder()
                .subnets(in.list(SUBNETS))
                .scheme(in.field(SCHEME))
                .sourceRanges(in.field(SOURCE_RANGES))
                .idleTimeout(in.field(IDLE_TIMEOUT))
                .clientIp(in.field(CLIENT_IP))
                .listeners(in.get(LISTENERS))
                .pools(in.list(POOLS));
        in.find(NETWORK).ifPresent(balancer::network);
        in.find(ADDRESS).ifPresent(balancer::address);
        in.find(FIREWALL).ifPresent(balancer::firewall);
        return Optional.of(balancer.build());
    }
}
