package io.portolan.baremetal.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpConstants;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Reads requests as strictly as Netty can, and refuses folded header lines, which Netty unfolds: two parsers that disagree about where
 * a request ends are how one request is smuggled inside another (RFC 9112, sections 5.2, 6.3 and 11.2).
 */
final class RequestDecoder extends HttpRequestDecoder {
    static final int MAX_LINE = 8 * 1024;
    static final int MAX_HEADERS = 32 * 1024;
    private static final int MAX_CHUNK = 64 * 1024;

    private boolean inHead = true;
    private boolean begun;
    private boolean broken;

    RequestDecoder() {
        super(strict());
    }

    static HttpDecoderConfig strict() {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxChunkSize(MAX_CHUNK)
                .setValidateHeaders(true)
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (inHead && folded(in)) {
            broken = true;
            in.skipBytes(in.readableBytes());
            HttpMessage invalid = createInvalidMessage();
            invalid.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("folded header line")));
            out.add(invalid);
            return;
        }
        int before = out.size();
        int start = in.readerIndex();
        super.decode(ctx, in, out);
        begun |= in.readerIndex() > start;
        for (int i = before; i < out.size(); i++) {
            if (out.get(i) instanceof LastHttpContent) {
                inHead = true;
                begun = false;
            } else if (out.get(i) instanceof HttpMessage) {
                inHead = false;
            }
        }
    }

    /** Netty takes whole lines out of the buffer, so a line that continues stands at its start or behind a line feed in it. */
    private boolean folded(ByteBuf in) {
        int at = in.readerIndex();
        if (begun && in.isReadable() && isBlank(in.getByte(at))) {
            return true;
        }
        while (true) {
            int feed = in.indexOf(at, in.writerIndex(), HttpConstants.LF);
            if (feed < 0 || feed + 1 == in.writerIndex()) {
                return false;
            }
            byte next = in.getByte(feed + 1);
            if (isBlank(next)) {
                return true;
            }
            if (next == HttpConstants.CR) {
                return false;
            }
            at = feed + 1;
        }
    }

    private static boolean isBlank(byte octet) {
        return octet == HttpConstants.SP || octet == HttpConstants.HT;
    }
}
