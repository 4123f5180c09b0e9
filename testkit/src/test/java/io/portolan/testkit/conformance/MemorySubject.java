package io.portolan.testkit.conformance;

import io.portolan.engine.Portolan;
import io.portolan.engine.state.StateStore;
import io.portolan.model.NativeId;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.Timekeeper;
import io.portolan.testkit.fault.VirtualTime;
import io.portolan.testkit.memory.Broken;
import io.portolan.testkit.memory.CloudOptions;
import io.portolan.testkit.memory.CloudOptions.Batches;
import io.portolan.testkit.memory.MemoryCloud;
import io.portolan.testkit.memory.MemoryProviderFactory;
import io.portolan.testkit.memory.Temper;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A memory cloud as a subject of the kit. */
final class MemorySubject implements Subject, Tampered {
    private final VirtualTime time = VirtualTime.start();
    private final MemoryCloud cloud;
    private final ProviderFactory factory;
    private final UnaryOperator<StateStore> store;
    private final UnaryOperator<Portolan.Builder> engine;

    /** A memory cloud with a provider, an engine and a journal of which any may break a law. */
    MemorySubject(
            Temper temper, UnaryOperator<StateStore> store, UnaryOperator<Portolan.Builder> engine, Broken... broken) {
        this.store = store;
        this.engine = engine;
        cloud = MemoryCloud.of(
                CloudOptions.typical(temper)
                        .batches(temper == Temper.TOKENS ? Batches.HALVES : Batches.ATOMIC)
                        .build(),
                time);
        factory = MemoryProviderFactory.of(cloud).broken(broken);
    }

    MemorySubject(Temper temper) {
        this(temper, s -> s, b -> b);
    }

    @Override
    public StateStore between(StateStore journal) {
        return store.apply(journal);
    }

    @Override
    public Portolan.Builder broken(Portolan.Builder builder) {
        return engine.apply(builder);
    }

    @Override
    public ProviderFactory factory() {
        return factory;
    }

    @Override
    public Timekeeper time() {
        return time;
    }

    @Override
    public Duration lag() {
        return switch (cloud.temper()) {
            case TOKENS -> Duration.ofSeconds(10);
            case DOCUMENTS -> Duration.ofSeconds(5);
            case OPERATIONS, HOST -> Duration.ZERO;
        };
    }

    @Override
    public Optional<Map<NativeId, String>> census() {
        Map<NativeId, String> all = new TreeMap<>();
        cloud.things().forEach(t -> all.put(t.id(), t.name() + " " + new TreeMap<>(t.attributes()) + " " + t.labels()));
        return Optional.of(all);
    }

    @Override
    public Optional<List<Received>> received() {
        return Optional.of(cloud.log().stream()
                .filter(c -> c.isWrite())
                .map(c -> {
                    Map<String, Object> arguments = new TreeMap<>(c.arguments());
                    arguments.keySet().removeIf(name -> name.startsWith("@"));
                    return Received.of(c.call(), arguments);
                })
                .toList());
    }

    @Override
    public boolean batchesRecordSets() {
        return cloud.temper() != Temper.DOCUMENTS;
    }

    @Override
    public void halveBatches(int batches) {
        cloud.halveBatches(batches);
    }

    @Override
    public String name() {
        return "memory " + cloud.temper().name().toLowerCase(Locale.ROOT);
    }
}
