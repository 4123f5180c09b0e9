package io.portolan.spi.driver;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import java.util.Map;
import java.util.Set;

/**
 * What the journal remembers of earlier runs. Needed only for what a listing does not show: because it lags, because a part can't carry a
 * mark, or because no spec names the place any more. Implemented by the engine.
 */
public interface Memory {

    /** Ids that an answer of a create gave, and which no journalled delete took away. Believed without a mark; read by id when a listing lacks them. */
    Map<NativeId, Key> made();

    /** Ids that were known when a create was planned. Never believed without a mark. */
    Map<NativeId, Key> intended();

    /** Ids that were about to be deleted. Believed without a mark: unmarkable parts lose their only link first. */
    Map<NativeId, Key> doomed();

    /** Ids that were deleted a short while ago: not believed when a lagging listing still shows them. */
    Set<NativeId> gone();

    /** Places where writes were meant, such as a zone that no spec names any more. */
    Set<Place> places();
}
