/**
 * Tools for drivers of DNS record sets, for providers that keep each record set whole, with a mark of its own. Experimental: may change between minor
 * versions.
 */
@NullMarked
package io.portolan.spi.toolkit.dns;

import org.jspecify.annotations.NullMarked;
