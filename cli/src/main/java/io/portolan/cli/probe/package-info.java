/** Names and requests through what exists, from outside: {@code probe}. */
@NullMarked
package io.portolan.cli.probe;

import org.jspecify.annotations.NullMarked;
