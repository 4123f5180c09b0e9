/** Serving what the embedded provider holds: {@code serve} and {@code up}. */
@NullMarked
package io.portolan.cli.serve;

import org.jspecify.annotations.NullMarked;
