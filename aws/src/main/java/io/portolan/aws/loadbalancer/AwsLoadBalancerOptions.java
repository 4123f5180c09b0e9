package io.portolan.aws.loadbalancer;

import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Kind;
import io.portolan.model.NativeOptions;
import io.portolan.spi.OptionsType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What ELBv2 has beyond the portable load balancer. What is not given stays as it is; of a new balancer it is off. */
public final class AwsLoadBalancerOptions implements NativeOptions {
    static final AwsLoadBalancerOptions NONE = builder().build();

    private static final String DUAL_STACK = "dualStack";
    private static final String CROSS_ZONE = "crossZone";
    private static final String DELETION_PROTECTION = "deletionProtection";

    /** The document. */
    public static final OptionsType<AwsLoadBalancerOptions> TYPE =
            OptionsType.of(LoadBalancer.KIND, AwsLoadBalancerOptions.class, AwsLoadBalancerOptions::read, """
            {"type": "object", "additionalProperties": false, "properties": {
              "dualStack": {"type": "boolean", "description": "Whether clients reach it by IPv6 too: its subnets need IPv6 blocks."},
              "crossZone": {"type": "boolean", "description": "Whether each zone serves the targets of all zones: NLB only, an ALB always does."},
              "deletionProtection": {"type": "boolean", "description": "Whether AWS refuses to delete it; a confirmed plan switches it off before it deletes."}}}
            """);

    private final @Nullable Boolean dualStack;
    private final @Nullable Boolean crossZone;
    private final @Nullable Boolean deletionProtection;

    private AwsLoadBalancerOptions(Builder b) {
        this.dualStack = b.dualStack;
        this.crossZone = b.crossZone;
        this.deletionProtection = b.deletionProtection;
    }

    private static AwsLoadBalancerOptions read(Map<String, Object> spec) {
        Builder options = builder();
        spec.forEach((name, value) -> {
            if (!Set.of(DUAL_STACK, CROSS_ZONE, DELETION_PROTECTION).contains(name)) {
                throw new IllegalArgumentException(
                        "there is no field " + name + "; there are dualStack, crossZone, deletionProtection");
            }
            if (!(value instanceof Boolean flag)) {
                throw new IllegalArgumentException(name + " is true or false");
            }
            switch (name) {
                case DUAL_STACK -> options.dualStack(flag);
                case CROSS_ZONE -> options.crossZone(flag);
                default -> options.deletionProtection(flag);
            }
        });
        return options.build();
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether clients reach it by IPv6 too. */
    public Optional<Boolean> dualStack() {
        return Optional.ofNullable(dualStack);
    }

    /** Whether each zone serves the targets of all zones. */
    public Optional<Boolean> crossZone() {
        return Optional.ofNullable(crossZone);
    }

    /** Whether AWS refuses to delete it. */
    public Optional<Boolean> deletionProtection() {
        return Optional.ofNullable(deletionProtection);
    }

    @Override
    public String providerType() {
        return "aws";
    }

    @Override
    public Kind<?> kind() {
        return LoadBalancer.KIND;
    }

    @Override
    public String toString() {
        return "AwsLoadBalancerOptions[dualStack=" + dualStack + ", crossZone=" + crossZone + ", deletionProtection="
                + deletionProtection + "]";
    }

    /** Builds {@link AwsLoadBalancerOptions}. */
    public static final class Builder {
        private @Nullable Boolean dualStack;
        private @Nullable Boolean crossZone;
        private @Nullable Boolean deletionProtection;

        private Builder() {}

        /** Whether clients reach it by IPv6 too; its subnets need IPv6 blocks. */
        public Builder dualStack(boolean value) {
            dualStack = value;
            return this;
        }

        /** Whether each zone serves the targets of all zones; refused for an ALB, which always does. */
        public Builder crossZone(boolean value) {
            crossZone = value;
            return this;
        }

        /** Whether AWS refuses to delete it. A confirmed plan switches it off before it deletes. */
        public Builder deletionProtection(boolean value) {
            deletionProtection = value;
            return this;
        }

        /** The options. */
        public AwsLoadBalancerOptions build() {
            return new AwsLoadBalancerOptions(this);
        }
    }
}
