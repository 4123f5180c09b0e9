package io.portolan.baremetal.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The header fields that are meant for one connection only and are not forwarded (RFC 9110, section 7.6.1). */
final class HopByHop {
    private static final List<AsciiString> FIELDS = List.of(
            HttpHeaderNames.CONNECTION,
            AsciiString.cached("keep-alive"),
            AsciiString.cached("proxy-connection"),
            HttpHeaderNames.PROXY_AUTHENTICATE,
            HttpHeaderNames.PROXY_AUTHORIZATION,
            HttpHeaderNames.TE,
            HttpHeaderNames.UPGRADE);

    /** What a client may not have removed by naming it in Connection: it says where a message ends and where it goes. */
    private static final Set<String> KEPT = Set.of("content-length", "transfer-encoding", "host");

    private HopByHop() {}

    static void strip(HttpHeaders headers) {
        if (headers.contains(HttpHeaderNames.CONNECTION)) {
            for (String value : headers.getAll(HttpHeaderNames.CONNECTION)) {
                stripNamed(headers, value);
            }
        }
        for (AsciiString field : FIELDS) {
            headers.remove(field);
        }
    }

    private static void stripNamed(HttpHeaders headers, String connection) {
        for (String token : connection.split(",", -1)) {
            String name = token.trim().toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !KEPT.contains(name)) {
                headers.remove(name);
            }
        }
    }
}
