package io.portolan.engine;

import io.portolan.Resource;
import io.portolan.model.Key;
import io.portolan.model.NativeOptions;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.References;
import io.portolan.spi.toolkit.Names;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wanted of one key. */
final class KeyChange<S extends Spec> implements Change<S> {
    private final Key key;
    private final Intent intent;
    private final @Nullable S desired;
    private final @Nullable Found ours;
    private final @Nullable Found adopted;
    private final Mark mark;
    private final References references;
    private final @Nullable Resource resource;
    private final @Nullable Key earlier;

    KeyChange(
            Intent intent,
            @Nullable S desired,
            @Nullable Found ours,
            @Nullable Found adopted,
            Mark mark,
            References references,
            @Nullable Resource resource,
            @Nullable Key earlier) {
        this.key = mark.key();
        this.intent = intent;
        this.desired = desired;
        this.ours = ours;
        this.adopted = adopted;
        this.mark = mark;
        this.references = references;
        this.resource = resource;
        this.earlier = earlier;
    }

    @Override
    public Key key() {
        return key;
    }

    @Override
    public Intent intent() {
        return intent;
    }

    @Override
    public Optional<S> desired() {
        return Optional.ofNullable(desired);
    }

    @Override
    public Optional<Found> ours() {
        return Optional.ofNullable(ours);
    }

    @Override
    public Optional<Found> adopted() {
        return Optional.ofNullable(adopted);
    }

    @Override
    public Mark mark() {
        return mark;
    }

    @Override
    public String nativeName() {
        String stack = mark.owner().replaceAll("/.*", "").replaceAll("[^a-z0-9]", "");
        String prefix = stack.isEmpty() || !Character.isLetter(stack.charAt(0)) ? "p" + stack : stack;
        return Names.of(prefix.substring(0, Math.min(12, prefix.length())), mark.owner(), key);
    }

    @Override
    public Map<String, String> labels() {
        return resource == null ? Map.of() : resource.labels();
    }

    @Override
    public <O extends NativeOptions> Optional<O> options(Class<O> type) {
        return resource == null
                ? Optional.empty()
                : resource.options().stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .findFirst();
    }

    @Override
    public References references() {
        return references;
    }

    @Override
    public Optional<Resource> resource() {
        return Optional.ofNullable(resource);
    }

    /** The key that it had before it was renamed. */
    Optional<Key> earlier() {
        return Optional.ofNullable(earlier);
    }

    @Override
    public String toString() {
        return intent + " " + key;
    }
}
