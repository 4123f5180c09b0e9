/** What a provider implements and is given, apart from its drivers. */
@NullMarked
package io.portolan.spi;

import org.jspecify.annotations.NullMarked;
