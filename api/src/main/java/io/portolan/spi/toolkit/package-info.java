/** Small tools for driver authors. Experimental: may change between minor versions. */
@NullMarked
package io.portolan.spi.toolkit;

import org.jspecify.annotations.NullMarked;
