package io.portolan.spi.toolkit;

import static java.util.Objects.requireNonNull;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The world of a driver whose resources are one native thing each: everything that was read, sorted by mark and claim. Its builder makes
 * the observation that goes with it, by the rules that are easily forgotten: what could not be read is blind, what the journal made and no list shows is
 * read by id, what was just deleted is not believed, a foreign thing is offered only to the key that adopts it.
 *
 * @param <T> the native thing
 */
public final class Things<T extends NativeThing> {
    private final Map<NativeId, T> all;
    private final Map<Key, List<T>> ours;

    private Things(Map<NativeId, T> all, Map<Key, List<T>> ours) {
        this.all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
        this.ours = Collections.unmodifiableMap(ours);
    }

    /** A builder for one observation of this driver. */
    public static <T extends NativeThing, S extends Spec> Builder<T> of(
            ResourceDriver<S, Things<T>> driver, Scope<S> scope) {
        return new Builder<>(driver, scope);
    }

    /** Everything, whoever owns it, in the order in which it was read. */
    public Collection<T> all() {
        return all.values();
    }

    /** What carries this key's mark: first what holds a claim of the wanted spec, then what is left of an earlier one. */
    public List<T> of(Key key) {
        return ours.getOrDefault(key, List.of());
    }

    /** What a change is about: what is ours, under its old key if it was renamed, then what is to be taken over. */
    public List<T> of(Change<?> change) {
        return change.parts().keySet().stream()
                .map(all::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The thing that a reference to an existing resource means. */
    public Optional<T> find(Ref<?> existing) {
        return all.values().stream().filter(thing -> thing.isMeantBy(existing)).findFirst();
    }

    static <O> Optional<O> output(NativeThing thing, Output<O> output) {
        return Optional.ofNullable(thing.outputs().get(output)).map(output.type()::cast);
    }

    static <S extends Spec, O> View<S> with(View<S> view, NativeThing thing, Output<O> output) {
        return output(thing, output).map(value -> view.output(output, value)).orElse(view);
    }

    /**
     * Builds {@link Things} and their observation.
     *
     * @param <T> the native thing
     */
    public static final class Builder<T extends NativeThing> {
        private final ResourceDriver<?, Things<T>> driver;
        private final Scope<?> scope;
        private final Map<Key, Set<Claim>> wanted = new LinkedHashMap<>();
        private final Set<Claim> claimed = new HashSet<>();
        private final Map<NativeId, T> all = new LinkedHashMap<>();
        private final Map<Place, Failure> blind = new LinkedHashMap<>();
        private final Map<Key, Failure> unread = new LinkedHashMap<>();
        private final Set<NativeId> absent = new HashSet<>();

        private <S extends Spec> Builder(ResourceDriver<S, Things<T>> driver, Scope<S> scope) {
            this.driver = driver;
            this.scope = requireNonNull(scope, "scope");
            scope.wanted().forEach((key, spec) -> {
                Set<Claim> claims = driver.claims(spec, scope.references());
                wanted.put(key, claims);
                claimed.addAll(claims);
            });
        }

        /** Adds what was read; a list that lags may still have what was deleted a moment ago, which is left out. */
        public Builder<T> add(T thing) {
            if (!scope.memory().gone().contains(thing.incarnation())) {
                all.put(thing.nativeId(), thing);
            }
            return this;
        }

        /**
         * What this read gives. Empty when the place is not there (NOT_FOUND): then nothing is in it. Empty, too, when it can't be read: then the place is
         * blind and these keys are unread.
         */
        public <R> Optional<R> read(Place place, Collection<Key> keys, Supplier<R> read) {
            try {
                return Optional.of(read.get());
            } catch (PortolanException e) {
                if (e.code() != Code.NOT_FOUND) {
                    blind.put(place, e.failure());
                    keys.forEach(key -> unread.put(key, e.failure()));
                }
                return Optional.empty();
            }
        }

        /** Reads by id what the journal says was made and no list has shown; asked last. */
        public Builder<T> remembered(Function<NativeId, T> byId) {
            scope.memory().made().forEach((id, key) -> {
                if (!all.containsKey(id) && !scope.memory().gone().contains(id)) {
                    try {
                        all.put(id, byId.apply(id));
                    } catch (PortolanException e) {
                        if (e.code() == Code.NOT_FOUND) {
                            absent.add(id);
                        } else {
                            unread.put(key, e.failure());
                        }
                    }
                }
            });
            return this;
        }

        /** The observation, to which the driver may add. */
        public Observation.Builder<Things<T>> observation() {
            Map<Key, List<T>> ours = new LinkedHashMap<>();
            List<T> others = new ArrayList<>();
            for (T thing : all.values()) {
                thing.mark()
                        .filter(m -> m.owner().equals(scope.owner()) && m.key().is(driver.kind()))
                        .ifPresentOrElse(
                                m -> ours.computeIfAbsent(m.key(), k -> new ArrayList<>(1))
                                        .add(thing),
                                () -> others.add(thing));
            }
            ours.forEach((key, things) -> things.sort(Comparator.comparing(thing -> !holds(thing, key))));
            Observation.Builder<Things<T>> seen = Observation.of(new Things<>(all, ours));
            ours.forEach((key, things) -> seen.ours(key, found(things)));
            Map<String, Key> adopters = new HashMap<>();
            scope.adopt().forEach((key, id) -> adopters.put(id, key));
            others.forEach(thing -> sort(thing, adopters.get(thing.nativeId().value()), seen));
            blind.forEach(seen::blind);
            unread.forEach(seen::unread);
            absent.forEach(seen::absent);
            if (blind.isEmpty()) {
                scope.existing().stream()
                        .filter(ref -> all.values().stream().noneMatch(thing -> thing.isMeantBy(ref)))
                        .forEach(seen::missing);
            }
            return seen;
        }

        private boolean holds(T thing, Key key) {
            return !Collections.disjoint(thing.claims(), wanted.getOrDefault(key, Set.of()));
        }

        private void sort(T thing, @Nullable Key adopter, Observation.Builder<?> seen) {
            if (adopter != null
                    && (holds(thing, adopter)
                            || wanted.getOrDefault(adopter, Set.of()).isEmpty())) {
                seen.adoptable(adopter, found(List.of(thing)));
                return;
            }
            for (Claim claim : thing.claims()) {
                if (claimed.contains(claim)) {
                    seen.foreign(claim, found(List.of(thing)));
                }
            }
        }

        private Found found(List<T> things) {
            Found.Builder found = Found.builder();
            for (T thing : things) {
                Optional<Mark> mark = thing.mark();
                Optional<Mark> own = mark.filter(m -> m.owner().equals(scope.owner()));
                found.part(thing.nativeId(), own.map(Mark::origin).orElse(Mark.Origin.ADOPTED));
                mark.ifPresent(found::mark);
                thing.claims().forEach(found::claim);
                thing.uses().forEach(found::uses);
            }
            return found.build();
        }
    }
}
