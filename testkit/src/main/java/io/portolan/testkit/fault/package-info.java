/** Faults at call boundaries, and time that a test moves. */
@NullMarked
package io.portolan.testkit.fault;

import org.jspecify.annotations.NullMarked;
