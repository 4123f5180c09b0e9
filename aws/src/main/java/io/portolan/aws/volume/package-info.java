/** EBS: volumes, their snapshots and attachments. */
@NullMarked
package io.portolan.aws.volume;

import org.jspecify.annotations.NullMarked;
