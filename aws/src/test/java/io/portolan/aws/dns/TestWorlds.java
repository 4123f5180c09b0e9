package io.portolan.aws.dns;

import io.portolan.aws.account.Account;
import io.portolan.aws.account.AwsConfig;
import io.portolan.aws.account.Service;
import io.portolan.spi.NativeCall;
import io.portolan.spi.ProviderContext;
import io.portolan.spi.Timekeeper;
import io.portolan.spi.Wire;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import software.amazon.awssdk.services.route53.Route53Client;

/** An account that nothing can be sent to, for tests of what is pure. */
final class TestWorlds implements ProviderContext, Wire {
    private TestWorlds() {}

    static Account account() {
        return new Account(AwsConfig.named("test").region("eu-central-1").build(), new TestWorlds());
    }

    static Service<Route53Client> route53() {
        return account().route53();
    }

    @Override
    public Wire wire() {
        return this;
    }

    @Override
    public <R> R call(NativeCall call, Exchange<R> exchange) {
        throw new AssertionError(call + " is sent by something pure");
    }

    @Override
    public Timekeeper time() {
        return Timekeeper.system();
    }

    @Override
    public Executor executor() {
        return Runnable::run;
    }

    @Override
    public Path data() {
        return Path.of("target", "none");
    }
}
