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

/** An account of its own on the moto server, and what every request to it passes: the account's header, the request check, whoever listens. */
public final class MotoAccount {
    /** The region of tests. */
    public static final String REGION = "eu-central-1";

    private static final AtomicLong NEXT =
            new AtomicLong(100_000_000_000L + new Random().nextInt(1_000_000) * 100_000L);

    private final MotoServer server = MotoServer.running();
    private final String id = String.valueOf(NEXT.incrementAndGet());
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

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
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("moto", "moto"));
    }

    /** A client of the test's own, which is not checked and not heard. */
    public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.region(Region.of(REGION))
                .credentialsProvider(credentials())
                .endpointOverride(server.endpoint())
                .overrideConfiguration(o -> o.addExecutionInterceptor(new Header(id)))
                .build();
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
