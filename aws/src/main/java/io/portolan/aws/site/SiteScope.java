package io.portolan.aws.site;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.spi.driver.Memory;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The same observation for one site: of what the journal knows to have been made, this site is asked only for what may be there.
 *
 * @param made what may be there
 */
record SiteScope<S extends Spec>(Scope<S> whole, Map<NativeId, Key> made) implements Scope<S> {
    @Override
    public String owner() {
        return whole.owner();
    }

    @Override
    public Map<Key, S> wanted() {
        return whole.wanted();
    }

    @Override
    public References references() {
        return whole.references();
    }

    @Override
    public Map<Key, String> adopt() {
        return whole.adopt();
    }

    @Override
    public Set<Ref<S>> existing() {
        return whole.existing();
    }

    @Override
    public Optional<Set<Key>> only() {
        return whole.only();
    }

    @Override
    public Memory memory() {
        Memory all = whole.memory();
        return new Memory() {
            @Override
            public Map<NativeId, Key> made() {
                return made;
            }

            @Override
            public Map<NativeId, Key> intended() {
                return all.intended();
            }

            @Override
            public Map<NativeId, Key> doomed() {
                return all.doomed();
            }

            @Override
            public Set<NativeId> gone() {
                return all.gone();
            }

            @Override
            public Set<Place> places() {
                return all.places();
            }
        };
    }
}
