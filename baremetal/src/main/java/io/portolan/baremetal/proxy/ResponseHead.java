package io.portolan.baremetal.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** A final answer's first part, rewritten for the client. */
final class ResponseHead {
    private final boolean targetStays;
    private final boolean clientStays;
    private final boolean endsByClosing;

    private ResponseHead(boolean endsByClosing, boolean targetStays, boolean clientStays) {
        this.endsByClosing = endsByClosing;
        this.targetStays = targetStays;
        this.clientStays = clientStays;
    }

    /**
     * Makes it the answer that the client gets.
     *
     * @param mayStay whether the client's connection may serve another request afterwards
     */
    static ResponseHead rewrite(HttpResponse response, RequestHead request, boolean mayStay) {
        HttpHeaders headers = response.headers();
        int code = response.status().code();
        boolean empty = request.isHead() || code == 204 || code == 304;
        boolean chunked = HttpUtil.isTransferEncodingChunked(response);
        boolean endsByClosing = !empty && !chunked && !headers.contains(HttpHeaderNames.CONTENT_LENGTH);
        boolean targetStays = !endsByClosing && HttpUtil.isKeepAlive(response);
        HopByHop.strip(headers);
        boolean clientStays = mayStay;
        if (chunked && request.http10()) {
            headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
            clientStays &= empty;
        } else if (endsByClosing && !request.http10()) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else if (endsByClosing) {
            clientStays = false;
        }
        announce(headers, request, clientStays);
        response.setProtocolVersion(HttpVersion.HTTP_1_1);
        return new ResponseHead(endsByClosing, targetStays, clientStays);
    }

    /** Says whether the connection goes on where that is not what the client's version takes for granted. */
    static void announce(HttpHeaders headers, RequestHead request, boolean stays) {
        if (!stays) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (request.http10()) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    /** Whether only the end of the target's connection ends the body. */
    boolean endsByClosing() {
        return endsByClosing;
    }

    /** Whether the target's connection may serve another request after this answer. */
    boolean targetStays() {
        return targetStays;
    }

    boolean clientStays() {
        return clientStays;
    }
}
