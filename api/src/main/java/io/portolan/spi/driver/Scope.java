package io.portolan.spi.driver;

import io.portolan.model.Key;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an observation is for. Implemented by the engine.
 *
 * @param <S> the spec
 */
public interface Scope<S extends Spec> {

    /** The owner whose mark makes a thing ours. */
    String owner();

    /** What is wanted, by key; resources that are not wanted any more are found by mark. */
    Map<Key, S> wanted();

    /** What other kinds have been observed to be; a value of a kind that comes later has nothing now, one of a kind that comes before is waited for. */
    References references();

    /** Native ids to take over, by the key that asks for them, in the user's words. */
    Map<Key, String> adopt();

    /** Resources that exist and are only referred to; {@link ResourceDriver#lookup} is asked about them. */
    Set<Ref<S>> existing();

    /** What the journal remembers. */
    Memory memory();

    /** Empty: everything. Else only these keys need to be right, and reading less is allowed where that saves calls. */
    Optional<Set<Key>> only();
}
