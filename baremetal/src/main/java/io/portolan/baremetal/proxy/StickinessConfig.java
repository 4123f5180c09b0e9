package io.portolan.baremetal.proxy;

import java.time.Duration;

/**
 * Sends a client to the same target again as long as that one is up, and to another one when it is not.
 *
 * @param duration how long a cookie lives, in whole seconds; zero ends it with the browser's session. By client address nothing is
 *     remembered: the address decides, so a duration says nothing there.
 */
public record StickinessConfig(By by, Duration duration) {
    /** By what a client is known. */
    public enum By {
        /** The address a connection comes from. When targets come or go, only the clients of those are moved. */
        CLIENT_IP,
        /** A cookie of the proxy's own; HTTP and HTTPS frontends only, TCP connections are balanced as without it. */
        COOKIE
    }
}
