package io.portolan.baremetal.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;

/** Reads a target's answers, one request at a time, and knows whether anything of the current one has arrived. */
final class ResponseDecoder extends HttpResponseDecoder {
    private boolean head;
    private boolean received;

    ResponseDecoder() {
        super(RequestDecoder.strict());
    }

    /** A request is about to be sent. */
    void expect(boolean head) {
        this.head = head;
        received = false;
    }

    boolean received() {
        return received;
    }

    /** Whether bytes have arrived beyond what was decoded. */
    boolean holdsMore() {
        return actualReadableBytes() > 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
        received = true;
        super.channelRead(ctx, msg);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        if (message instanceof HttpResponse response) {
            boolean informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if ((head && !informational) || response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                return true;
            }
        }
        return super.isContentAlwaysEmpty(message);
    }
}
