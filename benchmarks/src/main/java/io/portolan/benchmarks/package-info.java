/** Every figure in the documentation comes from here. */
@NullMarked
package io.portolan.benchmarks;

import org.jspecify.annotations.NullMarked;
