package io.portolan.aws.site;

import io.portolan.model.NativeOptions;
import java.util.Optional;

/** Native options that say in which of the provider's sites a resource is. What refers to it is there too. */
public interface Placed extends NativeOptions {
    /** The site's name; empty: where what it refers to is, else in the provider's own account and region. */
    Optional<String> site();
}
