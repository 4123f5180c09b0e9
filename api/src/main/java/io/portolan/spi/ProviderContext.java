package io.portolan.spi;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/** What the engine gives to a provider. */
public interface ProviderContext {

    /** The one way to the outside: every native call goes through it, the SDK's own retries being off. */
    Wire wire();

    /** Time; virtual in tests. Providers neither sleep nor read the time in any other way. */
    Timekeeper time();

    /** Where a provider may run work that it does at once, such as pages of several zones; direct in tests. */
    Executor executor();

    /** A folder of the provider's own, which outlives the process. It may not exist yet. */
    Path data();

    /** The fence to send with every write where a condition can be sent; empty where no fence is claimed. */
    default OptionalLong fence() {
        return OptionalLong.empty();
    }
}
