package io.portolan.engine;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.Impact;
import io.portolan.Support;
import io.portolan.model.DataSize;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.spi.Config;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Provider;
import io.portolan.spi.ProviderContext;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.Wire;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.View;
import io.portolan.volume.Volume;
import io.portolan.volume.VolumeFeatures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A provider of volumes on a shelf, as small as one can be; for tests of the engine alone. */
final class ShelfProvider implements ProviderFactory {
    /** A thing on the shelf. */
    record Thing(Mark mark, DataSize size, String token) {}

    final Map<String, Thing> shelf = new TreeMap<>();
    final List<String> calls = new ArrayList<>();
    private int next = 1;

    @Override
    public String type() {
        return "shelf";
    }

    @Override
    public Provider create(Config config, ProviderContext context) {
        return new Provider() {
            @Override
            public List<ResourceDriver<?, ?>> drivers() {
                return List.of(new Driver(context.wire()));
            }

            @Override
            public Map<String, String> identity() {
                return Map.of("shelf", "1");
            }

            @Override
            public Failure classify(String nativeCall, Exception nativeError) {
                return Failure.of(
                        nativeError instanceof IllegalStateException ? Code.UNAVAILABLE : Code.INVALID,
                        String.valueOf(nativeError.getMessage()));
            }
        };
    }

    private final class Driver implements ResourceDriver<Volume, Map<Key, Map<String, Thing>>> {
        private final Wire wire;

        Driver(Wire wire) {
            this.wire = wire;
        }

        @Override
        public Kind<Volume> kind() {
            return Volume.KIND;
        }

        @Override
        public Support support() {
            return Support.builder()
                    .within(VolumeFeatures.SIZE, DataSize.ofMebibytes(1), DataSize.ofGibibytes(10))
                    .build();
        }

        @Override
        public Observation<Map<Key, Map<String, Thing>>> observe(Scope<Volume> scope, Reads reads) {
            Map<String, Thing> all = reads.once(
                    "shelf.list",
                    "",
                    () -> wire.call(NativeCall.read("shelf.list"), () -> {
                        calls.add("shelf.list");
                        return Map.copyOf(shelf);
                    }));
            Map<Key, Map<String, Thing>> world = new LinkedHashMap<>();
            new TreeMap<>(all).forEach((id, thing) -> {
                if (thing.mark.owner().equals(scope.owner())) {
                    world.computeIfAbsent(thing.mark.key(), k -> new TreeMap<>())
                            .put(id, thing);
                }
            });
            Observation.Builder<Map<Key, Map<String, Thing>>> seen = Observation.of(world);
            world.forEach((key, things) -> {
                Found.Builder found = Found.builder();
                things.forEach(
                        (id, thing) -> found.part(NativeId.of("thing", id)).mark(thing.mark));
                seen.ours(key, found.build());
            });
            return seen.build();
        }

        @Override
        public <T> Optional<T> output(Map<Key, Map<String, Thing>> world, Key key, Output<T> output) {
            return world.getOrDefault(key, Map.of()).keySet().stream()
                    .findFirst()
                    .map(id -> output.type().cast(NativeId.of("thing", id)));
        }

        @Override
        public Optional<View<Volume>> view(Map<Key, Map<String, Thing>> world, Key key) {
            return world.getOrDefault(key, Map.of()).values().stream()
                    .findFirst()
                    .map(t -> View.of(Volume.of(t.size).build()));
        }

        @Override
        public void plan(Map<Key, Map<String, Thing>> world, List<Change<Volume>> changes, Planning planning) {
            for (Change<Volume> change : changes) {
                Map<String, Thing> there = world.getOrDefault(change.key(), Map.of());
                switch (change.intent()) {
                    case DELETE -> planning.retire(Steps.each(there.keySet(), id -> delete(id, change.key())));
                    case APPLY, ADOPT -> apply(change, there, planning);
                    default -> {}
                }
            }
        }

        private Steps delete(String id, Key key) {
            return Step.delete("shelf.delete", NativeId.of("thing", id), key)
                    .impact(Impact.DELETES)
                    .call(run -> wire.call(NativeCall.write("shelf.delete"), () -> {
                        calls.add("shelf.delete");
                        if (shelf.remove(run.get("id", String.class)) == null) {
                            throw new io.portolan.PortolanException(Failure.of(Code.NOT_FOUND, "no such thing"));
                        }
                        return Boolean.TRUE;
                    }));
        }

        private void apply(Change<Volume> change, Map<String, Thing> there, Planning planning) {
            Key key = change.key();
            DataSize size = change.desired().orElseThrow().size();
            if (there.isEmpty()) {
                planning.make(Step.write("shelf.create", size.toString(), key)
                        .with("size", size)
                        .with("mark", change.mark())
                        .repeat(Repeat.TOKEN)
                        .fills(key, Volume.ID)
                        .call(run -> {
                            NativeId id = NativeId.of(
                                    "thing",
                                    create(run.get("mark", Mark.class), run.get("size", DataSize.class), run.token()));
                            run.made(key, id);
                            run.fill(key, Volume.ID, id);
                            return id;
                        }));
                return;
            }
            Map.Entry<String, Thing> first = there.entrySet().iterator().next();
            if (!first.getValue().size.equals(size)) {
                planning.differs(key, FieldPath.of("size"), first.getValue().size, size, Planning.Reason.WANTED);
                planning.make(Step.write("shelf.resize", size.toString(), key)
                        .with("id", first.getKey())
                        .with("size", size)
                        .call(run -> wire.call(NativeCall.write("shelf.resize"), () -> {
                            calls.add("shelf.resize");
                            shelf.computeIfPresent(
                                    run.get("id", String.class),
                                    (id, t) -> new Thing(t.mark, run.get("size", DataSize.class), t.token));
                            return Boolean.TRUE;
                        })));
            }
        }

        private String create(Mark mark, DataSize size, String token) {
            return wire.call(NativeCall.write("shelf.create"), () -> {
                calls.add("shelf.create");
                for (Map.Entry<String, Thing> e : shelf.entrySet()) {
                    if (e.getValue().token.equals(token)) {
                        return e.getKey();
                    }
                }
                String id = "t" + next++;
                shelf.put(id, new Thing(mark, size, token));
                return id;
            });
        }
    }
}
