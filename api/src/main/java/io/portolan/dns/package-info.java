/** DNS zones and record sets. */
@NullMarked
package io.portolan.dns;

import org.jspecify.annotations.NullMarked;
