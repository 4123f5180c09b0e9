package io.portolan.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Stack;
import io.portolan.dns.DnsZone;
import io.portolan.engine.state.StateStore;
import io.portolan.model.DataSize;
import io.portolan.volume.Volume;
import org.junit.jupiter.api.Test;

/** A plan does not ask about kinds that the owner never had; here, that nothing is overlooked for it. */
class SightTest {
    private final Lab lab = Lab.calm(Temper.TOKENS);

    private static Stack zone() {
        Stack stack = Stack.named("shop");
        stack.add("shop", DnsZone.named("shop.example").build());
        return stack;
    }

    private static Stack zoneAndVolume() {
        Stack stack = zone();
        stack.add("data", Volume.of(DataSize.ofGibibytes(20)).zone("a").build());
        return stack;
    }

    @Test
    void whatLeavesTheStackIsFoundAndGoes() {
        lab.converge(zoneAndVolume());
        lab.converge(zone());
        assertThat(lab.cloud.things("volume")).isEmpty();
    }

    @Test
    void withoutAJournalEveryKindIsAskedAbout() {
        lab.converge(zoneAndVolume());
        Lab other = lab.state(StateStore.memory());
        assertThat(other.plan(zone()).steps())
                .anySatisfy(step -> assertThat(step.keys()).anyMatch(key -> key.is(Volume.KIND)));
    }

    @Test
    void aNewJournalRemembersWhatWasFoundThoughNothingWasToBeDoneAboutIt() {
        lab.converge(zoneAndVolume());
        Lab other = lab.state(StateStore.memory());
        Stack more = zoneAndVolume();
        more.add("more", DnsZone.named("more.example").build());
        other.converge(more);
        other.converge(zone());
        assertThat(other.cloud.things("volume")).isEmpty();
    }
}
