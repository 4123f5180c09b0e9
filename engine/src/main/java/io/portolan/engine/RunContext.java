package io.portolan.engine;

import io.portolan.model.NativeId;
import io.portolan.spi.Timekeeper;
import io.portolan.spi.driver.Slot;
import io.portolan.spi.driver.Value;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What the steps of one run share. */
final class RunContext {
    private final String owner;
    private final EngineWire wire;
    private final Timekeeper time;
    private final Journal journal;
    private final Fingerprint fingerprint;
    private final Meter meter;
    private final Supplier<String> tokens;
    private final BooleanSupplier stopping;
    private final PassReads polls;
    private final Map<Slot, Object> slots = new ConcurrentHashMap<>();
    private final Map<NativeId, Instant> made = new ConcurrentHashMap<>();

    RunContext(
            String owner,
            EngineWire wire,
            Timekeeper time,
            Journal journal,
            Fingerprint fingerprint,
            Meter meter,
            Supplier<String> tokens,
            BooleanSupplier stopping) {
        this.owner = owner;
        this.wire = wire;
        this.time = time;
        this.journal = journal;
        this.fingerprint = fingerprint;
        this.meter = meter;
        this.tokens = tokens;
        this.stopping = stopping;
        this.polls = new PassReads(time, meter);
    }

    String owner() {
        return owner;
    }

    EngineWire wire() {
        return wire;
    }

    Timekeeper time() {
        return time;
    }

    Journal journal() {
        return journal;
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }

    Meter meter() {
        return meter;
    }

    PassReads polls() {
        return polls;
    }

    String newToken() {
        return tokens.get();
    }

    boolean isStopping() {
        return stopping.getAsBoolean();
    }

    void fill(Slot slot, Object value) {
        slots.put(slot, value);
    }

    Value.Slots slots() {
        return slot -> {
            Object value = slots.get(slot);
            if (value == null) {
                throw new IllegalStateException("nothing has filled " + slot);
            }
            return value;
        };
    }

    void made(NativeId id) {
        made.put(id, time.now());
    }

    /** Whether this run made anything since then, which other parts of the provider may not know yet. */
    boolean madeSince(Instant then) {
        return made.values().stream().anyMatch(at -> at.isAfter(then));
    }
}
