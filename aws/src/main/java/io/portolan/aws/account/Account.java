package io.portolan.aws.account;

import static java.util.Objects.requireNonNull;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.spi.NativeCall;
import io.portolan.spi.ProviderContext;
import io.portolan.spi.Timekeeper;
import io.portolan.spi.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** One AWS account in one region: a service each, all on one configuration. Making one does no I/O. Safe for use by several threads. */
public final class Account implements AutoCloseable {
    private final AwsConfig config;
    private final Clients clients;
    private final Wire wire;
    private final Timekeeper time;
    private final Service<Ec2Client> ec2;
    private final Service<ElasticLoadBalancingV2Client> balancing;
    private final Service<Route53Client> route53;
    private final Service<ResourceGroupsTaggingApiClient> tagging;
    private final Service<AcmClient> acm;
    private final Supplier<StsClient> sts;
    private boolean checked;

    /** An account as configured, behind the wire of this context. */
    public Account(AwsConfig config, ProviderContext context) {
        this.config = requireNonNull(config, "config");
        this.wire = context.wire();
        this.time = context.time();
        this.clients = new Clients(config);
        this.sts = clients.lazily(StsClient::builder);
        this.ec2 = service("ec2", clients.lazily(Ec2Client::builder));
        this.balancing = service("elasticloadbalancing", clients.lazily(ElasticLoadBalancingV2Client::builder));
        this.route53 = service("route53", clients.lazily(Route53Client::builder));
        this.tagging = service("tag", clients.lazily(ResourceGroupsTaggingApiClient::builder));
        this.acm = service("acm", clients.lazily(AcmClient::builder));
    }

    private <C> Service<C> service(String name, Supplier<C> client) {
        return new Service<>(config.site().map(site -> name + "@" + site).orElse(name), client, wire, this::check);
    }

    /** EC2: networks, firewalls, addresses, volumes. */
    public Service<Ec2Client> ec2() {
        return ec2;
    }

    /** Elastic Load Balancing v2: NLB, ALB, target groups. Named {@code elasticloadbalancing}, as in IAM. */
    public Service<ElasticLoadBalancingV2Client> balancing() {
        return balancing;
    }

    /** Route 53. */
    public Service<Route53Client> route53() {
        return route53;
    }

    /** Tags of everything: {@code tag:GetResources}. */
    public Service<ResourceGroupsTaggingApiClient> tagging() {
        return tagging;
    }

    /** Certificates. */
    public Service<AcmClient> acm() {
        return acm;
    }

    /** The region, as configured or from the default chain; I/O where the chain has to look. */
    public String region() {
        return clients.region().id();
    }

    /** Its twelve digits, where the account or a role of it is configured. */
    public Optional<String> id() {
        return config.account()
                .or(() -> config.role()
                        .map(role -> role.split(":"))
                        .filter(arn -> arn.length > 4)
                        .map(arn -> arn[4]));
    }

    /** Time, virtual in tests. */
    public Timekeeper time() {
        return time;
    }

    /** What tells this account and region from another's, as far as it is configured. */
    public Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>();
        config.account().ifPresent(account -> identity.put("account", account));
        config.region().ifPresent(region -> identity.put("region", region));
        config.profile().ifPresent(profile -> identity.put("profile", profile));
        config.role().ifPresent(role -> identity.put("role", role));
        config.endpoint().ifPresent(endpoint -> identity.put("endpoint", endpoint.toString()));
        return identity;
    }

    /** The SDK's client of this type; empty when there is none. */
    public <T> Optional<T> unwrap(Class<T> type) {
        Map<Class<?>, Supplier<?>> all = Map.of(
                Ec2Client.class, ec2::client,
                ElasticLoadBalancingV2Client.class, balancing::client,
                Route53Client.class, route53::client,
                ResourceGroupsTaggingApiClient.class, tagging::client,
                AcmClient.class, acm::client,
                StsClient.class, sts);
        return Optional.ofNullable(all.get(type)).map(client -> type.cast(client.get()));
    }

    /** Before the first call of an account that is configured: that the credentials belong to it. */
    private synchronized void check() {
        if (checked || config.account().isEmpty()) {
            return;
        }
        GetCallerIdentityResponse who = wire.call(
                NativeCall.read(config.site().map(site -> "sts@" + site).orElse("sts") + ":GetCallerIdentity"),
                () -> sts.get().getCallerIdentity());
        if (!config.account().get().equals(who.account())) {
            throw new PortolanException(Failure.of(
                            Code.DENIED,
                            "the credentials of provider " + config.name() + " belong to account " + who.account()
                                    + ", not to " + config.account().get())
                    .nativeCall("sts:GetCallerIdentity")
                    .remedy("give the account's own profile or role, or correct the account"));
        }
        checked = true;
    }

    @Override
    public void close() {
        clients.close();
    }
}
