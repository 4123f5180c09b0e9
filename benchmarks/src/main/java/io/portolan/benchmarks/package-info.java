@NullMarked
package io.portolan.benchmarks;

import org.jspecify.annotations.NullMarked;
