package io.portolan.aws.site;

import io.portolan.Resource;
import io.portolan.model.Key;
import io.portolan.model.NativeOptions;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.References;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change as one site sees it: with what is there of it. */
final class SiteChange<S extends Spec> implements Change<S> {
    private final Change<S> whole;
    private final Intent intent;
    private final @Nullable Found ours;
    private final @Nullable Found adopted;

    SiteChange(Change<S> whole, Intent intent, @Nullable Found ours, @Nullable Found adopted) {
        this.whole = whole;
        this.intent = intent;
        this.ours = ours;
        this.adopted = adopted;
    }

    @Override
    public Key key() {
        return whole.key();
    }

    @Override
    public Intent intent() {
        return intent;
    }

    @Override
    public Optional<S> desired() {
        return intent == whole.intent() ? whole.desired() : Optional.empty();
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
        return whole.mark();
    }

    @Override
    public String nativeName() {
        return whole.nativeName();
    }

    @Override
    public Map<String, String> labels() {
        return whole.labels();
    }

    @Override
    public <O extends NativeOptions> Optional<O> options(Class<O> type) {
        return whole.options(type);
    }

    @Override
    public References references() {
        return whole.references();
    }

    @Override
    public Optional<Resource> resource() {
        return intent == whole.intent() ? whole.resource() : Optional.empty();
    }

    @Override
    public String toString() {
        return intent + " " + key();
    }
}
