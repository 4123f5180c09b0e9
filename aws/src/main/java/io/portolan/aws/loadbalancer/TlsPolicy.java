package io.portolan.aws.loadbalancer;

import io.portolan.loadbalancer.Tls;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The security policies that versions of TLS are held by; the same names for ALB and NLB ("Security policies" in both user guides). */
final class TlsPolicy {
    private static final String FROM_1_2 = "ELBSecurityPolicy-TLS13-1-2-2021-06";
    private static final String FROM_1_3 = "ELBSecurityPolicy-TLS13-1-3-2021-06";

    private TlsPolicy() {}

    /** The policy for a listener; one that is there and speaks the wanted versions stays, whatever its ciphers. */
    static String of(Tls tls, Optional<String> there) {
        Tls.Version version = tls.minVersion().resolve(there.flatMap(TlsPolicy::version), Tls.Version.V1_2);
        return there.filter(policy -> version(policy).equals(Optional.of(version)))
                .orElse(version == Tls.Version.V1_3 ? FROM_1_3 : FROM_1_2);
    }

    /** The oldest version that a policy speaks; empty where that is older than the model knows. */
    static Optional<Tls.Version> version(@Nullable String policy) {
        if (policy == null) {
            return Optional.empty();
        }
        if (policy.contains("TLS13-1-3-")) {
            return Optional.of(Tls.Version.V1_3);
        }
        return policy.contains("1-2-") ? Optional.of(Tls.Version.V1_2) : Optional.empty();
    }
}
