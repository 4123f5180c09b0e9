/** A stack as a picture: {@code graph}. */
@NullMarked
package io.portolan.cli.graph;

import org.jspecify.annotations.NullMarked;
