package io.portolan.aws.volume;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Memory;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.Value;
import io.portolan.volume.Attachment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The scope of somebody who wants nothing and remembers nothing. */
final class Nobody implements Scope<Attachment>, Memory {
    @Override
    public String owner() {
        return "nobody";
    }

    @Override
    public Map<Key, Attachment> wanted() {
        return Map.of();
    }

    @Override
    public References references() {
        return new References() {
            @Override
            public <T> Value<T> of(Ref<?> ref, Output<T> output) {
                throw new AssertionError("nothing is wanted");
            }
        };
    }

    @Override
    public Map<Key, String> adopt() {
        return Map.of();
    }

    @Override
    public Set<Ref<Attachment>> existing() {
        return Set.of();
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
        return Map.of();
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
        return Set.of();
    }

    @Override
    public Set<Place> places() {
        return Set.of();
    }
}
