package io.portolan.spi.toolkit;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Mark;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A native thing that stands for a whole resource, as it was read: a zone, a record set, a volume. Immutable. See {@link Things}. */
public interface NativeThing {

    /** Its id, unique within the provider. */
    NativeId nativeId();

    /**
     * The id under which it is reported as gone. Another one than {@link #nativeId} where ids are used again, such as names: then it has the version in
     * it, so that what was made anew is not taken for what a lagging list still shows.
     */
    default NativeId incarnation() {
        return nativeId();
    }

    /** The mark that it carries; empty where there is none that can be read. */
    Optional<Mark> mark();

    /** The claims that it holds, in the same words as {@link io.portolan.spi.driver.ResourceDriver#claims}. */
    Set<Claim> claims();

    /**
     * Whether a reference to an existing resource means this one: by id, or by the other stack's owner and key. What has a DNS name overrides this.
     *
     * <p>Thing: {@code zone z1}, marked {@code platform DnsZone/main}. Input: {@code DnsZone id z1}, or {@code platform:DnsZone/main}. After: true.
     */
    default boolean isMeantBy(Ref<?> ref) {
        return switch (ref.form()) {
            case ID -> nativeId().value().equals(ref.value());
            case STACK ->
                mark().filter(m -> m.owner().equals(ref.stack().orElse(""))
                                && m.key().equals(Key.of(ref.kind(), ref.value())))
                        .isPresent();
            case KEY, DNS_NAME -> false;
        };
    }

    /** What it has as outputs of its kind. */
    default Map<Output<?>, Object> outputs() {
        return Map.of();
    }

    /** The things of other resources that it uses, and how long they may be used on after this has changed: the target of a DNS answer for its TTL. */
    default Map<NativeId, Duration> uses() {
        return Map.of();
    }
}
