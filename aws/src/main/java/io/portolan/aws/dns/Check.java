package io.portolan.aws.dns;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.toolkit.Names;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.HealthCheck;

/**
 * A health check of ours. The call that creates one takes no tags, but a caller reference that every list shows: it begins with hashes of owner and key,
 * and ends with the token, since a reference can't be used again once its check is deleted (API reference, {@code CreateHealthCheck}).
 */
record Check(HealthCheck check, @Nullable Mark owned) implements RecordThing {
    static final String PART = "health-check";
    private static final String PREFIX = "portolan-";

    /** Sixty-three of the sixty-four characters that a reference may have. */
    static String reference(String owner, Key key, String token) {
        return prefix(owner) + hash(key.toString()) + "-" + token;
    }

    private static String prefix(String owner) {
        return PREFIX + hash(owner) + "-";
    }

    static String hash(String text) {
        return Names.hash(text).substring(0, 10);
    }

    static boolean isOf(String owner, HealthCheck check) {
        return check.callerReference() != null && check.callerReference().startsWith(prefix(owner));
    }

    /** The hash of the key that it was made for. */
    static String keyHash(String owner, HealthCheck check) {
        String rest = check.callerReference().substring(prefix(owner).length());
        return rest.substring(0, Math.min(10, rest.length()));
    }

    @Override
    public NativeId nativeId() {
        return NativeId.of(PART, check.id());
    }

    @Override
    public Optional<Mark> mark() {
        return Optional.ofNullable(owned);
    }

    @Override
    public Set<Claim> claims() {
        return Set.of();
    }
}
