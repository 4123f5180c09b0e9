package io.portolan.spi.toolkit.dns;

import static java.util.Objects.requireNonNull;

import io.portolan.dns.DnsName;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.View;
import io.portolan.spi.toolkit.NativeThing;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record set as it was read: its zone, its content, and the version that a condition takes. Immutable. */
public final class NativeRecordSet implements NativeThing {
    private final NativeId zone;
    private final RecordContent content;
    private final String version;

    private NativeRecordSet(NativeId zone, RecordContent content, String version) {
        this.zone = requireNonNull(zone, "zone");
        this.content = requireNonNull(content, "content");
        this.version = requireNonNull(version, "version");
    }

    /** A record set at a version; the version is empty where the provider has none. */
    public static NativeRecordSet of(NativeId zone, RecordContent content, String version) {
        return new NativeRecordSet(zone, content, version);
    }

    /** The claims of a spec with a type, in the words of {@link #claims()}. */
    public static Set<Claim> claims(RecordSet spec, References references) {
        return Set.of(claim(references.of(spec.zone(), DnsZone.ID), spec.name(), spec.typeWord()));
    }

    private static Claim claim(Object zone, DnsName name, String type) {
        return Claim.of("rrset", zone.toString(), name.toString(), type);
    }

    /** The zone. */
    public NativeId zone() {
        return zone;
    }

    /** What stands there. */
    public RecordContent content() {
        return content;
    }

    /** The version that was read. */
    public String version() {
        return version;
    }

    /** {@code records}: the zone's id, name and type, with slashes between them. */
    @Override
    public NativeId nativeId() {
        return NativeId.of("records", zone.value() + "/" + content.name() + "/" + content.type());
    }

    /** The id and the version. */
    @Override
    public NativeId incarnation() {
        return NativeId.of("records", nativeId().value() + "@" + version);
    }

    @Override
    public Optional<Mark> mark() {
        return content.mark();
    }

    @Override
    public Set<Claim> claims() {
        return Set.of(claim(zone, content.name(), content.type().toString()));
    }

    /** The zone. */
    @Override
    public Map<NativeId, Duration> uses() {
        return Map.of(zone, Duration.ZERO);
    }

    /** It in portable words. */
    public View<RecordSet> view() {
        return View.of(RecordSet.of(Ref.id(DnsZone.KIND, zone.value()), content.name())
                .type(content.type())
                .ttl(content.ttl())
                .values(content.values().toArray(String[]::new))
                .build());
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof NativeRecordSet r
                && zone.equals(r.zone)
                && content.equals(r.content)
                && version.equals(r.version);
    }

    @Override
    public int hashCode() {
        return 31 * zone.hashCode() + content.hashCode();
    }

    @Override
    public String toString() {
        return zone + " " + content.label() + " " + content;
    }
}
