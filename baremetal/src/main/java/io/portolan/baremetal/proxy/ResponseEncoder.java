package io.portolan.baremetal.proxy;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;

/** Writes answers to a client, without a body where the request was HEAD. */
final class ResponseEncoder extends HttpResponseEncoder {
    private boolean head;

    /** Tells what the next answer is for; a connection has one request in hand at a time. */
    void answers(boolean head) {
        this.head = head;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
        return head
                || response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)
                || super.isContentAlwaysEmpty(response);
    }
}
