package io.portolan.aws;

import io.portolan.aws.dns.DnsInventory;
import io.portolan.aws.loadbalancer.LoadBalancerInventory;
import io.portolan.aws.network.NetworkInventory;
import io.portolan.aws.volume.VolumeInventory;
import io.portolan.model.NativeId;
import io.portolan.spi.Config;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.Timekeeper;
import io.portolan.testkit.conformance.Received;
import io.portolan.testkit.conformance.Subject;
import io.portolan.testkit.fault.VirtualTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;

/** One account on moto for the kit: empty, apart from all others, on virtual time. */
public final class MotoSubject implements Subject {
    /** What every family tells; add yours. */
    private static final List<Inventory> FAMILIES =
            List.of(new VolumeInventory(), new NetworkInventory(), new LoadBalancerInventory(), new DnsInventory());

    private static final Set<String> TOKENS = Set.of("ClientToken", "CallerReference", "IdempotencyToken");

    private final MotoAccount account;
    private final VirtualTime time = VirtualTime.start();
    private final List<Received> received = new ArrayList<>();

    /** On the server that all tests have. */
    public MotoSubject() {
        this(new MotoAccount());
    }

    private MotoSubject(MotoAccount account) {
        this.account = account;
    }

    /** On one of the servers, for tests that run at once. */
    public static MotoSubject apart() {
        return new MotoSubject(new MotoAccount(MotoServer.next()));
    }

    @Override
    public ProviderFactory factory() {
        return new AwsProviderFactory();
    }

    @Override
    public Config configure(Config config) {
        return config.set(AwsProviderFactory.REGION, MotoAccount.REGION)
                .set(AwsProviderFactory.ENDPOINT, account.server().endpoint())
                .set(AwsProviderFactory.CREDENTIALS, account.credentials())
                .set(AwsProviderFactory.INTERCEPTOR, account.interceptor(this::hear));
    }

    /** The account, for what a test looks at itself. */
    public MotoAccount account() {
        return account;
    }

    private void hear(SdkRequest request) {
        String operation = RequestCheck.operation(request);
        if (operation.matches("(List|Get|Describe).*")) {
            return;
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (FAMILIES.stream().noneMatch(family -> family.received(request, arguments))) {
            members(request, operation.startsWith("Delete"), arguments);
        }
        synchronized (received) {
            received.add(Received.of(prefix(request) + ":" + operation, arguments));
        }
    }

    /** What was given, by the names of members; of a delete the one id, by the name that every delete gives it. */
    private static void members(SdkRequest request, boolean delete, Map<String, Object> arguments) {
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            boolean given = value != null
                    && !(value instanceof software.amazon.awssdk.core.util.SdkAutoConstructList)
                    && !(value instanceof software.amazon.awssdk.core.util.SdkAutoConstructMap);
            if (given && !TOKENS.contains(field.memberName())) {
                arguments.put(delete ? "id" : field.memberName(), value);
            }
        }
    }

    private static String prefix(SdkRequest request) {
        String[] packages = request.getClass().getPackageName().split("\\.");
        String service = packages[packages.length - 2];
        return switch (service) {
            case "elasticloadbalancingv2" -> "elasticloadbalancing";
            case "resourcegroupstaggingapi" -> "tag";
            default -> service;
        };
    }

    @Override
    public Timekeeper time() {
        return time;
    }

    @Override
    public Optional<Map<NativeId, String>> census() {
        return Optional.of(census(account));
    }

    /** Everything native in this account, with its content as text; by moto's own listings. */
    public static Map<NativeId, String> census(MotoAccount account) {
        Map<NativeId, String> all = new TreeMap<>();
        FAMILIES.forEach(family -> family.census(account, all));
        return all;
    }

    @Override
    public Optional<List<Received>> received() {
        synchronized (received) {
            return Optional.of(List.copyOf(received));
        }
    }

    @Override
    public List<String> instances() {
        return account.machines();
    }

    @Override
    public List<String> zones() {
        return List.of(MotoAccount.REGION + "a", MotoAccount.REGION + "b");
    }

    @Override
    public List<String> regions() {
        return List.of(MotoAccount.REGION, "us-east-1");
    }

    /** An ALB. */
    @Override
    public int zonesOfHttpBalancers() {
        return 2;
    }

    @Override
    public String name() {
        return "aws on moto";
    }

    /** Fails when a request of this subject was not as the service model says. */
    @Override
    public void close() {
        if (!account.problems().isEmpty()) {
            throw new AssertionError("requests that the service model refuses: " + Set.copyOf(account.problems()));
        }
    }
}
