package io.portolan.aws;

import com.google.inject.Guice;
import com.google.inject.Stage;
import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.aws.account.AwsConfig;
import io.portolan.aws.loadbalancer.AwsLoadBalancerOptions;
import io.portolan.aws.network.AwsNetworkOptions;
import io.portolan.aws.volume.VolumeDrivers;
import io.portolan.spi.Config;
import io.portolan.spi.OptionsType;
import io.portolan.spi.Provider;
import io.portolan.spi.ProviderContext;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.Setting;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The provider {@code aws}: one account in one region, and where links join networks of several, the sites beside it. Several of them, with other settings, live beside each other in one process.
 *
 * <p>Without settings, region and credentials come from the SDK's default chain: system properties, environment, shared files, container, instance.
 */
public final class AwsProviderFactory implements ProviderFactory {
    /** The region. */
    public static final Setting<String> REGION = Setting.of(
            "region",
            String.class,
            AwsProviderFactory::region,
            "The region, as eu-central-1. Default: the SDK's chain.");
    /** The account. */
    public static final Setting<String> ACCOUNT = Setting.of(
            "account",
            String.class,
            AwsProviderFactory::account,
            "The account that it must be, twelve digits; asked of STS before the first call.");
    /** The profile. */
    public static final Setting<String> PROFILE =
            Setting.text("profile", "A profile of ~/.aws/config and credentials. Default: the SDK's chain.");
    /** The role to assume. */
    public static final Setting<String> ROLE =
            Setting.text("role", "The ARN of a role to assume with the credentials found.");
    /** The external id for the role. */
    public static final Setting<String> EXTERNAL_ID =
            Setting.text("externalId", "The external id with which the role is assumed.");
    /** Where every service is reached. */
    public static final Setting<URI> ENDPOINT = Setting.of(
            "endpoint",
            URI.class,
            URI::create,
            "Where every service is reached instead of at AWS: an emulator, as http://127.0.0.1:5000.");
    /** The accounts and regions beside its own. */
    public static final Setting<AwsSites> SITES = Setting.of(
            "sites",
            AwsSites.class,
            AwsSites::parse,
            "Further accounts and regions for networks that links join, as irl=eu-west-1 444455556666; in Java with credentials.");

    /** Credentials from Java. */
    public static final Setting<AwsCredentialsProvider> CREDENTIALS = inJava(
            "credentials", AwsCredentialsProvider.class, "Credentials, in place of profile and chain. Only in Java.");
    /** The HTTP client, which stays the embedder's to close. */
    public static final Setting<SdkHttpClient> HTTP_CLIENT = inJava(
            "httpClient", SdkHttpClient.class, "An HTTP client, in place of url-connection-client. Only in Java.");
    /** A hook that sees every native request before it is sent, and its answer. What it changes is sent, and is not what the plan showed. */
    public static final Setting<ExecutionInterceptor> INTERCEPTOR = inJava(
            "interceptor", ExecutionInterceptor.class, "Sees every native request before it is sent. Only in Java.");

    /** Public for {@code ServiceLoader}. */
    public AwsProviderFactory() {}

    private static <T> Setting<T> inJava(String name, Class<T> type, String description) {
        return Setting.of(
                name,
                type,
                text -> {
                    throw new IllegalArgumentException(name + " is an object, so it can be given in Java only");
                },
                description);
    }

    static String region(String text) {
        if (!text.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
            throw new IllegalArgumentException("not a region: '" + text + "'; regions are written eu-central-1");
        }
        return text;
    }

    static String account(String text) {
        if (!text.matches("\\d{12}")) {
            throw new IllegalArgumentException(
                    "not an account: '" + text + "'; accounts have twelve digits, in quotes");
        }
        return text;
    }

    @Override
    public String type() {
        return "aws";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(
                REGION, ACCOUNT, PROFILE, ROLE, EXTERNAL_ID, ENDPOINT, SITES, CREDENTIALS, HTTP_CLIENT, INTERCEPTOR);
    }

    @Override
    public List<OptionsType<?>> options() {
        List<OptionsType<?>> options = new ArrayList<>(VolumeDrivers.options());
        options.add(AwsLoadBalancerOptions.TYPE);
        options.add(AwsNetworkOptions.TYPE);
        return List.copyOf(options);
    }

    @Override
    public Provider create(Config config, ProviderContext context) {
        AwsConfig.Builder home = read(config);
        List<AwsConfig> further = config.get(SITES).map(AwsSites::all).orElse(List.of()).stream()
                .map(site -> site.on(home))
                .toList();
        return Guice.createInjector(Stage.DEVELOPMENT, new AwsModule(home.build(), further, context))
                .getInstance(AwsProvider.class);
    }

    private static AwsConfig.Builder read(Config config) {
        if (config.get(CREDENTIALS).isPresent() && config.get(PROFILE).isPresent()) {
            throw wrong(config, "credentials and profile exclude each other", "give one of them");
        }
        if (config.get(EXTERNAL_ID).isPresent() && config.get(ROLE).isEmpty()) {
            throw wrong(config, "an external id needs a role", "give the role, or leave externalId away");
        }
        AwsConfig.Builder aws = AwsConfig.named(config.name());
        config.get(REGION).ifPresent(aws::region);
        config.get(ACCOUNT).ifPresent(aws::account);
        config.get(PROFILE).ifPresent(aws::profile);
        config.get(ROLE).ifPresent(aws::role);
        config.get(EXTERNAL_ID).ifPresent(aws::externalId);
        config.get(ENDPOINT).ifPresent(aws::endpoint);
        config.get(CREDENTIALS).ifPresent(aws::credentials);
        config.get(HTTP_CLIENT).ifPresent(aws::http);
        config.get(INTERCEPTOR).ifPresent(aws::interceptor);
        return aws;
    }

    private static PortolanException wrong(Config config, String message, String remedy) {
        return new PortolanException(Failure.of(Code.INVALID, "provider " + config.name() + ": " + message)
                .remedy(remedy));
    }
}
