/** The engine: manifests and stacks are planned, applied, read back. */
@NullMarked
package io.portolan.engine;

import org.jspecify.annotations.NullMarked;
