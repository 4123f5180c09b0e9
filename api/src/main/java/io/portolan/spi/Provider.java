package io.portolan.spi;

import io.portolan.Failure;
import io.portolan.Fencing;
import io.portolan.spi.driver.ResourceDriver;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One provider with one set of credentials and one place: account and region, or a host. Safe for use by several threads. */
public interface Provider extends AutoCloseable {

    /**
     * The drivers, one for each kind, in an order in which a kind comes after those it usually refers to. A kind without a driver is
     * refused.
     */
    List<ResourceDriver<?, ?>> drivers();

    /**
     * What tells this provider's place from another's, such as account and region; shown in the head of a plan and part of its digest.
     * Without I/O.
     */
    Map<String, String> identity();

    /** How writes of a replaced leader are kept out. */
    default Fencing fencing() {
        return Fencing.NONE;
    }

    /**
     * Says in portable words why a native call failed. The only place where native codes are read. Pure.
     *
     * @param nativeCall the call, as in {@link NativeCall#name()}
     */
    Failure classify(String nativeCall, Exception nativeError);

    /**
     * What the credentials must be allowed for a native call, in the provider's words, as {@code ec2:CreateVpc}; empty where nothing has to be
     * allowed. Pure.
     *
     * @param nativeCall the call, as in {@link NativeCall#name()}
     */
    default List<String> permissions(String nativeCall) {
        return List.of();
    }

    /** The provider's own client or handle of this type; empty when there is none. */
    default <T> Optional<T> unwrap(Class<T> type) {
        return Optional.empty();
    }

    /** Lets go of what is held. Resources stay. */
    @Override
    default void close() {}
}
