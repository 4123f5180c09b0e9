/**
 * An authoritative DNS server inside the JVM: UDP and TCP, weighted and health-checked answers, RFC 2136 updates.
 *
 * <p>It knows nothing of Portolan's model. Whoever holds the zones gives them to {@link
 * io.portolan.baremetal.nameserver.NameServer#replace} and takes updates from the wire through a {@link
 * io.portolan.baremetal.nameserver.ZoneStore}.
 */
@NullMarked
package io.portolan.baremetal.nameserver;

import org.jspecify.annotations.NullMarked;
