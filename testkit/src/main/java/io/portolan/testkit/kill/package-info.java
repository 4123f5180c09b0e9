/** Processes of a test's own that are killed with SIGKILL, at boundaries of their writes or at any moment. */
@NullMarked
package io.portolan.testkit.kill;

import org.jspecify.annotations.NullMarked;
