/** A cloud in memory with the habits of real ones, and a provider for it. */
@NullMarked
package io.portolan.testkit.memory;

import org.jspecify.annotations.NullMarked;
