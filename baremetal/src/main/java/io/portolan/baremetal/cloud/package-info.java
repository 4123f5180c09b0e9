/**
 * The embedded cloud: what is native to the embedded provider.
 *
 * <p>A directory holds networks, firewalls, addresses, balancers, zones, volumes, snapshots and attachments as documents
 * that survive a kill at any moment. One {@link io.portolan.baremetal.cloud.Api} with one message for each call reads and
 * changes them, in the process that holds the directory or over a Unix socket in it. Like every cloud, this one knows
 * nothing of those who call it: marks are maps of strings to it.
 */
@NullMarked
package io.portolan.baremetal.cloud;

import org.jspecify.annotations.NullMarked;
