package io.portolan.aws.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** When a volume may be taken from a machine, and how. */
class FenceTest {
    @ParameterizedTest
    @CsvSource({
        "attached,running,ASK",
        "attached,stopped,ASK",
        "attached,terminated,ASK",
        "attached,stopping,WAIT",
        "attached,shutting-down,WAIT",
        "attached,pending,WAIT",
        "busy,running,ASK",
        "busy,stopping,WAIT",
        "busy,stopped,FORCE",
        "detaching,running,ASK",
        "detaching,terminated,FORCE",
        "detaching,,ASK",
    })
    void forceIsUsedOnlyWhereTheMachineHasEnded(String attachment, String machine, Fence fence) {
        Held held = new Held(
                "vol-1", "i-1", VolumeAttachment.builder().state(attachment).build(), null, null);
        Optional<Machine> seen = Optional.ofNullable(machine)
                .map(state -> new Machine(
                        Instance.builder()
                                .instanceId("i-1")
                                .state(s -> s.name(state))
                                .build(),
                        Map.of(),
                        Set.of()));
        assertThat(Fence.of(held, seen)).isEqualTo(fence);
    }
}
