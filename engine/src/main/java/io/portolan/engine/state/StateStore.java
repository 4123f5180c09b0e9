package io.portolan.engine.state;

import io.portolan.model.Secret;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the journals and locks of stacks are. Losing it loses no resource: what is ours is found by mark. What can be lost is listed in
 * {@code docs/reliability.md}.
 *
 * <p>A store holds for each owner an append-only list of lines and an epoch. One session at a time writes; each session has a higher epoch
 * than all before it, and a line is taken only while no later session has begun: both are checked in the same transaction.
 *
 * <p>Passes {@code StateStoreConformance} of the testkit. Safe for use by several threads.
 */
public interface StateStore extends AutoCloseable {

    /**
     * Begins a session: takes the owner's lock and the next epoch.
     *
     * @throws io.portolan.PortolanException with {@code CONFLICT} when another session is open; the message says whose
     */
    Session open(String owner);

    /** All lines of an owner, in order; without the lock, so that a concurrent session may add more. Empty for an unknown owner. */
    List<String> read(String owner);

    /** The owners that have lines, sorted. */
    List<String> owners();

    /** The key of keyed digests of secrets: random, made on first use, the same from then on. */
    Secret digestKey();

    /** Lets go of what is held. Lines stay. */
    @Override
    default void close() {}

    /** A store in the memory of this process. */
    static StateStore memory() {
        return new MemoryStateStore();
    }

    /** A store in a folder, which is made when it is needed. */
    static StateStore file(Path folder) {
        return new FileStateStore(folder);
    }

    /** The right to write the journal of one owner. */
    interface Session extends AutoCloseable {

        /** The epoch: higher than that of every earlier session of this owner. */
        long epoch();

        /** All lines, in order. */
        List<String> lines();

        /**
         * Appends lines, all or none of them, none containing a line break.
         *
         * @param durable whether to return only when they survive a loss of power
         * @throws io.portolan.PortolanException with {@code FENCED} when a later session has begun
         */
        void append(List<String> lines, boolean durable);

        /** Replaces all lines by these, atomically and durably. */
        void replace(List<String> lines);

        /** Whether no later session has begun. */
        boolean isCurrent();

        /** Ends the session and frees the lock. */
        @Override
        void close();
    }
}
