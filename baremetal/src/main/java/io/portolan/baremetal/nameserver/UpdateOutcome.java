package io.portolan.baremetal.nameserver;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Rcode;

/** What became of an update. */
public final class UpdateOutcome {
    private final Code code;
    private final String note;
    private final @Nullable ZoneData zone;

    private UpdateOutcome(Code code, String note, @Nullable ZoneData zone) {
        this.code = code;
        this.note = note;
        this.zone = zone;
    }

    /** The update holds; {@code zone} is what it made of the zone, with a newer serial. */
    public static UpdateOutcome changed(ZoneData zone) {
        return new UpdateOutcome(Code.NOERROR, "", requireNonNull(zone, "zone"));
    }

    /** The update holds and left everything as it was. */
    public static UpdateOutcome unchanged() {
        return new UpdateOutcome(Code.NOERROR, "", null);
    }

    /**
     * Nothing was changed.
     *
     * @param note why, for people; sent to clients that can show it (RFC 8914)
     */
    public static UpdateOutcome rejected(Code code, String note) {
        if (code == Code.NOERROR) {
            throw new IllegalArgumentException("a rejected update needs an error code");
        }
        return new UpdateOutcome(code, note, null);
    }

    public Code code() {
        return code;
    }

    /** Why nothing was changed; empty where the update holds. */
    public String note() {
        return note;
    }

    /** What must be made durable; absent where nothing changed. */
    public Optional<ZoneData> zone() {
        return Optional.ofNullable(zone);
    }

    @Override
    public String toString() {
        return "UpdateOutcome[" + code + (note.isEmpty() ? "" : ", " + note) + "]";
    }

    /** The codes by which an update is answered. */
    public enum Code {
        NOERROR(Rcode.NOERROR),
        FORMERR(Rcode.FORMERR),
        SERVFAIL(Rcode.SERVFAIL),
        NXDOMAIN(Rcode.NXDOMAIN),
        REFUSED(Rcode.REFUSED),
        YXDOMAIN(Rcode.YXDOMAIN),
        YXRRSET(Rcode.YXRRSET),
        NXRRSET(Rcode.NXRRSET),
        NOTAUTH(Rcode.NOTAUTH),
        NOTZONE(Rcode.NOTZONE);

        private final int rcode;

        Code(int rcode) {
            this.rcode = rcode;
        }

        int rcode() {
            return rcode;
        }
    }
}
