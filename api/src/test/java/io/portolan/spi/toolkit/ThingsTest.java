package io.portolan.spi.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.Support;
import io.portolan.dns.DnsZone;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Memory;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThingsTest {
    private static final Key SHOP = Key.of(DnsZone.KIND, "shop");
    private static final Place LIST = Place.of("list", "zones");

    private final Map<Key, DnsZone> wanted = new HashMap<>();
    private final Map<Key, String> adopt = new HashMap<>();
    private final Set<Ref<DnsZone>> existing = new HashSet<>();
    private final Map<NativeId, Key> made = new HashMap<>();
    private final Set<NativeId> gone = new HashSet<>();

    private record Zone(String id, String name, @Nullable Mark owner) implements NativeThing {
        @Override
        public NativeId nativeId() {
            return NativeId.of("zone", id);
        }

        @Override
        public Optional<Mark> mark() {
            return Optional.ofNullable(owner);
        }

        @Override
        public Set<Claim> claims() {
            return Set.of(Claim.of("zone", name));
        }
    }

    private static final class Driver implements ThingDriver<DnsZone, Zone> {
        @Override
        public Kind<DnsZone> kind() {
            return DnsZone.KIND;
        }

        @Override
        public Support support() {
            return Support.builder().build();
        }

        @Override
        public Set<Claim> claims(DnsZone spec, References references) {
            return Set.of(Claim.of("zone", spec.dnsName().toString()));
        }

        @Override
        public Observation<Things<Zone>> observe(Scope<DnsZone> scope, Reads reads) {
            return Things.of(this, scope).observation().build();
        }

        @Override
        public Steps create(Change<DnsZone> change, Planning planning) {
            return Steps.none();
        }

        @Override
        public Steps update(Change<DnsZone> change, Zone there, Planning planning) {
            return Steps.none();
        }

        @Override
        public Steps delete(Change<DnsZone> change, Zone there) {
            return Steps.none();
        }

        @Override
        public DnsZone spec(Zone there) {
            return DnsZone.named(there.name).build();
        }
    }

    private final class TestScope implements Scope<DnsZone>, Memory {
        @Override
        public String owner() {
            return "shop";
        }

        @Override
        public Map<Key, DnsZone> wanted() {
            return wanted;
        }

        @Override
        public References references() {
            return new References() {
                @Override
                public <T> Value<T> of(Ref<?> ref, Output<T> output) {
                    return Value.later(Key.of(ref.kind(), ref.value()), output);
                }
            };
        }

        @Override
        public Map<Key, String> adopt() {
            return adopt;
        }

        @Override
        public Set<Ref<DnsZone>> existing() {
            return existing;
        }

        @Override
        public Memory memory() {
            return this;
        }

        @Override
        public Optional<Set<Key>> only() {
            return Optional.empty();
        }

        @Override
        public Map<NativeId, Key> made() {
            return made;
        }

        @Override
        public Map<NativeId, Key> intended() {
            return Map.of();
        }

        @Override
        public Map<NativeId, Key> doomed() {
            return Map.of();
        }

        @Override
        public Set<NativeId> gone() {
            return gone;
        }

        @Override
        public Set<Place> places() {
            return Set.of();
        }
    }

    private Things.Builder<Zone> seen() {
        return Things.of(new Driver(), new TestScope());
    }

    private static Zone ours(String id, String name) {
        return new Zone(id, name, Mark.of("shop", SHOP));
    }

    private static Zone foreign(String id, String name) {
        return new Zone(id, name, null);
    }

    private static PortolanException failure(Code code) {
        return new PortolanException(Failure.of(code, "told to"));
    }

    @Test
    void whatHoldsTheWantedClaimStandsFirstAmongWhatIsOurs() {
        wanted.put(SHOP, DnsZone.named("new.example.").build());
        Observation<Things<Zone>> observation = seen().add(ours("z1", "old.example."))
                .add(ours("z2", "new.example."))
                .observation()
                .build();
        assertThat(observation.world().of(SHOP)).extracting(Zone::id).containsExactly("z2", "z1");
        assertThat(observation.ours())
                .hasEntrySatisfying(SHOP, found -> assertThat(found.parts()).hasSize(2));
    }

    @Test
    void aForeignThingIsShownByItsClaimAndOfferedToTheKeyThatAdoptsIt() {
        wanted.put(SHOP, DnsZone.named("shop.example.").build());
        Zone zone = foreign("z1", "shop.example.");
        assertThat(seen().add(zone).observation().build().foreign())
                .containsOnlyKeys(Claim.of("zone", "shop.example."));
        adopt.put(SHOP, "z1");
        assertThat(seen().add(zone).observation().build().adoptable()).containsOnlyKeys(SHOP);
        assertThat(seen().add(foreign("z1", "other.example."))
                        .observation()
                        .build()
                        .adoptable())
                .as("a thing that is not what the spec says is not adopted")
                .isEmpty();
    }

    @Test
    void whatCanNotBeReadIsBlindAndWhatIsNotThereIsEmpty() {
        Things.Builder<Zone> seen = seen();
        assertThat(seen.read(LIST, Set.of(SHOP), () -> {
                    throw failure(Code.UNAVAILABLE);
                }))
                .isEmpty();
        Observation<Things<Zone>> observation = seen.observation().build();
        assertThat(observation.blind()).containsOnlyKeys(LIST);
        assertThat(observation.unread()).containsOnlyKeys(SHOP);
        Things.Builder<Zone> absent = seen();
        assertThat(absent.read(LIST, Set.of(SHOP), () -> {
                    throw failure(Code.NOT_FOUND);
                }))
                .isEmpty();
        assertThat(absent.observation().build().blind()).isEmpty();
    }

    @Test
    void whatTheJournalMadeIsReadByIdWhereNoListShowsIt() {
        made.put(NativeId.of("zone", "z1"), SHOP);
        Observation<Things<Zone>> shown = seen().remembered(id -> ours(id.value(), "shop.example."))
                .observation()
                .build();
        assertThat(shown.ours()).containsOnlyKeys(SHOP);
        Observation<Things<Zone>> hidden = seen().remembered(id -> {
                    throw failure(Code.NOT_FOUND);
                })
                .observation()
                .build();
        assertThat(hidden.absent()).containsExactly(NativeId.of("zone", "z1"));
    }

    @Test
    void whatWasDeletedAMomentAgoIsNotBelieved() {
        gone.add(NativeId.of("zone", "z1"));
        assertThat(seen().add(ours("z1", "shop.example.")).observation().build().ours())
                .isEmpty();
    }

    @Test
    void anExistingThingIsFoundByIdAndByStackOrIsMissing() {
        Ref<DnsZone> byId = Ref.id(DnsZone.KIND, "z1");
        Ref<DnsZone> byStack = Ref.inStack(DnsZone.KIND, "shop", "shop");
        Ref<DnsZone> nowhere = Ref.id(DnsZone.KIND, "z9");
        existing.addAll(Set.of(byId, byStack, nowhere));
        Observation<Things<Zone>> observation =
                seen().add(ours("z1", "shop.example.")).observation().build();
        assertThat(observation.world().find(byId))
                .isEqualTo(observation.world().find(byStack))
                .isPresent();
        assertThat(observation.missing()).isEqualTo(Set.of(nowhere));
        assertThat(List.copyOf(observation.world().all())).hasSize(1);
    }
}
