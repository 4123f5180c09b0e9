/** Block volumes, their snapshots and attachments. */
@NullMarked
package io.portolan.volume;

import org.jspecify.annotations.NullMarked;
