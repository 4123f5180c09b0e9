/** An HTTP proxy on this machine that counts calls and makes trouble: between a provider's own client and a server, where a fault is what it is in life. */
@NullMarked
package io.portolan.testkit.proxy;

import org.jspecify.annotations.NullMarked;
