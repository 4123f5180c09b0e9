package io.portolan.aws.volume;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.toolkit.NativeThing;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * An EC2 instance as it was read.
 *
 * @param devices the device names for those attachments that are wanted on it, should they be made
 * @param used the device names that it has in use
 */
record Machine(Instance instance, Map<Key, String> devices, Set<String> used) implements NativeThing {
    static final String PART = "instance";

    Machine {
        devices = Map.copyOf(devices);
        used = Set.copyOf(used);
    }

    @Override
    public NativeId nativeId() {
        return NativeId.of(PART, instance.instanceId());
    }

    @Override
    public Optional<Mark> mark() {
        return Optional.empty();
    }

    @Override
    public Set<Claim> claims() {
        return Set.of();
    }

    String id() {
        return instance.instanceId();
    }

    String zone() {
        return instance.placement().availabilityZone();
    }

    String state() {
        return instance.state().nameAsString();
    }

    /** Whether it certainly can't write any more. */
    boolean isEnded() {
        return state().equals("stopped") || state().equals("terminated");
    }

    /** Whether it is about to be so, or to be otherwise: nothing is certain. */
    boolean isBetween() {
        return state().equals("stopping") || state().equals("shutting-down") || state().equals("pending");
    }
}
