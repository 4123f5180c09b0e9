package io.portolan.baremetal.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;

/** An address could not be listened on; the message names it, and the cause says why. */
public final class BindFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final InetSocketAddress address;

    BindFailedException(String frontend, InetSocketAddress address, Throwable cause) {
        super(
                "Can't listen on " + address.getAddress().getHostAddress() + ":" + address.getPort() + " for "
                        + frontend + ": " + cause.getMessage(),
                cause);
        this.address = address;
    }

    public InetSocketAddress address() {
        return address;
    }
}
