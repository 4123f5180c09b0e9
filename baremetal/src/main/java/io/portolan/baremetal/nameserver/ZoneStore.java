package io.portolan.baremetal.nameserver;

/** The owner of the zones, as seen by updates that come over the wire (RFC 2136). */
@FunctionalInterface
public interface ZoneStore {
    /** For a server that takes no update: each one is refused. */
    ZoneStore READ_ONLY = update ->
            UpdateOutcome.rejected(UpdateOutcome.Code.REFUSED, "this server takes no update of " + update.zone());

    /**
     * Makes one update, wholly or not at all.
     *
     * <p>The server has checked the signature and that it serves the zone. The store looks up its {@link ZoneData}, asks {@link
     * ZoneUpdate#applyTo} what it becomes, makes that durable, and returns the outcome; no other change of the zone may come
     * between. It may, but need not, give the new zone to {@link NameServer#replace} itself: afterwards the server serves the
     * outcome's zone if its serial is newer than the served one. A store must therefore never let a zone's serial go back.
     *
     * <p>Called on one thread of the server at a time, never on one that answers questions, so it may block.
     *
     * <pre>
     * Before: www A 192.0.2.1, serial 7. Update: add www A 192.0.2.2.
     * After:  www A 192.0.2.1, 192.0.2.2, serial 8; the outcome's zone holds this.
     * </pre>
     *
     * @return the outcome of {@code applyTo}, or {@link UpdateOutcome#rejected} where the store can't make the change. A runtime
     *     exception is answered as SERVFAIL.
     */
    UpdateOutcome update(ZoneUpdate update);
}
