package io.portolan.aws;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;

/** An account of its own on the moto server, and what every request to it passes: the account's header, the request check, whoever listens. */
public final class MotoAccount {
    /** The region of tests. */
    public static final String REGION = "eu-central-1";

    /** An image that moto has. */
    private static final String IMAGE = "ami-03cf127a";

    private static final AtomicLong NEXT =
            new AtomicLong(100_000_000_000L + new Random().nextInt(1_000_000) * 100_000L);

    private final MotoServer server;
    private final String id = String.valueOf(NEXT.incrementAndGet());
    private List<String> machines = List.of();
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

    /** On the server that all tests have. */
    public MotoAccount() {
        this(MotoServer.running());
    }

    MotoAccount(MotoServer server) {
        this.server = server;
    }

    /** Its twelve digits. */
    public String id() {
        return id;
    }

    /** The server. */
    public MotoServer server() {
        return server;
    }

    /** Credentials that moto takes. */
    public AwsCredentialsProvider credentials() {
        return anybody();
    }

    /** The same, for a process that has no server of its own. */
    public static AwsCredentialsProvider anybody() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("moto", "moto"));
    }

    /** A client of the test's own, which is not checked and not heard. */
    public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, Region.of(REGION));
    }

    /** The same in another region. */
    public <B extends AwsClientBuilder<B, C>, C> C client(B builder, Region region) {
        return builder.region(region)
                .credentialsProvider(credentials())
                .endpointOverride(server.endpoint())
                .overrideConfiguration(o -> o.addExecutionInterceptor(new Header(id)))
                .build();
    }

    /** What says to moto, from any process, that a request is this account's. */
    public static ExecutionInterceptor header(String id) {
        return new Header(id);
    }

    /** What providers' clients get: the header, the request check, and a listener for every request. */
    public ExecutionInterceptor interceptor(Consumer<SdkRequest> listener) {
        return new Header(id) {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                problems.addAll(RequestCheck.problems(context.request()));
                listener.accept(context.request());
            }
        };
    }

    /** Two machines in the first zone of the region, made when they are first asked for. */
    public synchronized List<String> machines() {
        if (machines.isEmpty()) {
            try (Ec2Client client = client(Ec2Client.builder())) {
                machines = client
                        .runInstances(request -> request.imageId(IMAGE)
                                .instanceType("t3.micro")
                                .placement(place -> place.availabilityZone(REGION + "a"))
                                .minCount(2)
                                .maxCount(2))
                        .instances()
                        .stream()
                        .map(Instance::instanceId)
                        .toList();
            }
        }
        return machines;
    }

    /** What the request check found wrong. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private static class Header implements ExecutionInterceptor {
        private final String account;

        Header(String account) {
            this.account = account;
        }

        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder()
                    .putHeader("x-moto-account-id".toLowerCase(Locale.ROOT), account)
                    .build();
        }
    }
}
