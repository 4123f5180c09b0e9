package io.portolan.aws.account;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The SDK's clients of one account and region, each made when it is first used. The SDK's own retries are off: the engine repeats, within its budget.
 * Safe for use by several threads.
 */
final class Clients implements AutoCloseable {
    private final AwsConfig config;
    private final List<SdkAutoCloseable> made = new ArrayList<>();
    private @Nullable SdkHttpClient http;
    private @Nullable AwsCredentialsProvider credentials;
    private @Nullable Region region;

    Clients(AwsConfig config) {
        this.config = config;
    }

    /** A client that is made once, at its first use. */
    <C extends SdkAutoCloseable, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> Supplier<C> lazily(
            Supplier<B> builder) {
        return new Supplier<>() {
            private @Nullable C client;

            @Override
            public C get() {
                synchronized (Clients.this) {
                    C there = client;
                    if (there == null) {
                        AwsCredentialsProvider who = credentials();
                        resolve(who);
                        there = made(configure(builder.get(), who));
                        client = there;
                    }
                    return there;
                }
            }
        };
    }

    synchronized Region region() {
        Region there = region;
        if (there == null) {
            there = config.region().map(Region::of).orElseGet(this::usualRegion);
            region = there;
        }
        return there;
    }

    private Region usualRegion() {
        try {
            return new DefaultAwsRegionProviderChain().getRegion();
        } catch (SdkClientException e) {
            throw new PortolanException(
                    Failure.of(Code.INVALID, "provider " + config.name() + " has no region")
                            .remedy("give the setting region, or AWS_REGION"),
                    e);
        }
    }

    /** Credentials that can't be had fail as such, before a request that would fail for want of them. */
    private void resolve(AwsCredentialsProvider who) {
        try {
            who.resolveCredentials();
        } catch (SdkException e) {
            throw new PortolanException(
                    Failure.of(Code.DENIED, "provider " + config.name() + " has no credentials: " + e.getMessage())
                            .remedy("log in, or give the setting profile or role"),
                    e);
        }
    }

    private <C extends SdkAutoCloseable, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C configure(
            B builder, AwsCredentialsProvider who) {
        ClientOverrideConfiguration.Builder override =
                ClientOverrideConfiguration.builder().retryStrategy(AwsRetryStrategy.doNotRetry());
        config.interceptor().ifPresent(override::addExecutionInterceptor);
        builder.region(region()).credentialsProvider(who).httpClient(http()).overrideConfiguration(override.build());
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private SdkHttpClient http() {
        SdkHttpClient there = http;
        if (there == null) {
            // A client of the embedder's is the embedder's to close.
            there = config.http().orElseGet(() -> made(UrlConnectionHttpClient.create()));
            http = there;
        }
        return there;
    }

    private AwsCredentialsProvider credentials() {
        AwsCredentialsProvider there = credentials;
        if (there == null) {
            AwsCredentialsProvider own = config.credentials().orElseGet(this::chain);
            there = config.role()
                    .<AwsCredentialsProvider>map(role -> assumed(role, own))
                    .orElse(own);
            credentials = there;
        }
        return there;
    }

    private AwsCredentialsProvider chain() {
        return config.profile()
                .<AwsCredentialsProvider>map(profile -> made(ProfileCredentialsProvider.create(profile)))
                .orElseGet(() -> made(DefaultCredentialsProvider.builder().build()));
    }

    private AwsCredentialsProvider assumed(String role, AwsCredentialsProvider own) {
        StsClient sts = made(configure(StsClient.builder(), own));
        return made(StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> {
                    request.roleArn(role).roleSessionName("portolan");
                    config.externalId().ifPresent(request::externalId);
                })
                .build());
    }

    private <C extends SdkAutoCloseable> C made(C client) {
        made.add(client);
        return client;
    }

    @Override
    public synchronized void close() {
        for (int i = made.size() - 1; i >= 0; i--) {
            made.get(i).close();
        }
        made.clear();
    }
}
