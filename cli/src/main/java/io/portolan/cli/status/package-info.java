/** What is there: {@code status} and {@code explain}. */
@NullMarked
package io.portolan.cli.status;

import org.jspecify.annotations.NullMarked;
