package io.portolan.baremetal.nameserver;

import java.util.Iterator;
import java.util.List;

/** The way back to whoever sent a request; may be used once, by any thread, also after the listener was closed. */
@FunctionalInterface
interface Reply {
    /** Sends messages in order; the next is made only when there is room for it. */
    void send(Iterator<byte[]> messages);

    default void send(byte[] message) {
        send(List.of(message).iterator());
    }
}
