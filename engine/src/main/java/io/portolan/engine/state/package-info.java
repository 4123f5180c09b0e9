/** Journals and locks behind one interface. */
@NullMarked
package io.portolan.engine.state;

import org.jspecify.annotations.NullMarked;
