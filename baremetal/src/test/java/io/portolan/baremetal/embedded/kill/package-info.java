/** Kills with SIGKILL, of an apply and of the process that serves. */
@NullMarked
package io.portolan.baremetal.embedded.kill;

import org.jspecify.annotations.NullMarked;
