/** {@code validate}. */
@NullMarked
package io.portolan.cli.validate;

import org.jspecify.annotations.NullMarked;
