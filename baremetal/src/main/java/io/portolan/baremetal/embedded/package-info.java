/**
 * The embedded provider: drivers that make portable resources of the documents of an {@link
 * io.portolan.baremetal.cloud.EmbeddedCloud}. Everything they send goes through the engine's wire, one native write for each step.
 */
@NullMarked
package io.portolan.baremetal.embedded;

import org.jspecify.annotations.NullMarked;
