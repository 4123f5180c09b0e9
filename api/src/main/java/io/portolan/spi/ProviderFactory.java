package io.portolan.spi;

import java.util.List;

/**
 * Makes providers of one type. Found by {@code ServiceLoader}; has a public constructor without parameters. A module may ship
 * several.
 */
public interface ProviderFactory {

    /** The type, as {@code portolan.yaml} names it: lower case letters, digits and hyphens. Unique. */
    String type();

    /** Every setting that {@link #create} reads. A setting that is not listed is refused before {@code create}. */
    default List<Setting<?>> settings() {
        return List.of();
    }

    /** Every document of native options that this provider reads. */
    default List<OptionsType<?>> options() {
        return List.of();
    }

    /**
     * Makes a provider. Does no I/O: no call, no file, no credentials looked up. That comes with the first observation.
     *
     * @throws io.portolan.PortolanException with {@code INVALID} when the settings don't fit together
     */
    Provider create(Config config, ProviderContext context);
}
