package io.portolan.baremetal.proxy;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A request's first part: checked, understood, and rewritten for the target. */
final class RequestHead {
    private static final AsciiString FORWARDED_FOR = AsciiString.cached("x-forwarded-for");
    private static final AsciiString FORWARDED_PROTO = AsciiString.cached("x-forwarded-proto");
    private static final AsciiString FORWARDED_PORT = AsciiString.cached("x-forwarded-port");
    private static final AsciiString PROXY = AsciiString.cached("proxy");
    private static final Set<HttpMethod> IDEMPOTENT = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE, HttpMethod.PUT, HttpMethod.DELETE);

    private final HttpRequest request;
    private final boolean http10;
    private final boolean keepAlive;
    private final boolean body;
    private final Optional<String> upgrade;
    private final String host;
    private final int query;

    private RequestHead(HttpRequest request) {
        this.request = request;
        http10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        keepAlive = HttpUtil.isKeepAlive(request);
        body = HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0;
        upgrade = http10 || body ? Optional.empty() : upgrade(request.headers());
        takeAuthority(request);
        String named = request.headers().get(HttpHeaderNames.HOST);
        host = named == null ? "" : named;
        int mark = request.uri().indexOf('?');
        query = mark < 0 ? request.uri().length() : mark;
    }

    /**
     * Reads a head that {@link #check} found nothing wrong with. An absolute URI becomes a path, its authority the Host (RFC 9112,
     * section 3.2.2).
     */
    static RequestHead of(HttpRequest request) {
        return new RequestHead(request);
    }

    /** What is wrong with a request, if anything. The connection can't go on after it: nobody knows where the next one starts. */
    static Optional<Refusal> check(HttpRequest request) {
        DecoderResult result = request.decoderResult();
        if (result.isFailure()) {
            return Optional.of(undecodable(result.cause()));
        }
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return refuse(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "HTTP/1.1 and HTTP/1.0 are spoken here");
        }
        if (request.method().equals(HttpMethod.CONNECT)) {
            return refuse(HttpResponseStatus.METHOD_NOT_ALLOWED, "CONNECT is not served here");
        }
        if (!validTarget(request)) {
            return bad("the request target is malformed");
        }
        HttpHeaders headers = request.headers();
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && version.equals(HttpVersion.HTTP_1_1))) {
            return bad("exactly one Host header is needed");
        }
        if (!hosts.isEmpty() && !validHost(hosts.get(0))) {
            return bad("the Host header is malformed");
        }
        List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (encodings.isEmpty()) {
            return Optional.empty();
        }
        if (version.equals(HttpVersion.HTTP_1_0) || headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            return bad("Transfer-Encoding goes neither with Content-Length nor with HTTP/1.0");
        }
        if (encodings.size() > 1
                || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(
                        encodings.get(0).trim())) {
            return refuse(HttpResponseStatus.NOT_IMPLEMENTED, "chunked is the only Transfer-Encoding spoken here");
        }
        return Optional.empty();
    }

    private static Refusal undecodable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Refusal(
                    HttpResponseStatus.REQUEST_URI_TOO_LONG,
                    "the request line has more than " + RequestDecoder.MAX_LINE + " bytes");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Refusal(
                    HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "the headers have more than " + RequestDecoder.MAX_HEADERS + " bytes");
        }
        return new Refusal(HttpResponseStatus.BAD_REQUEST, "the request is malformed");
    }

    private static Optional<Refusal> bad(String why) {
        return refuse(HttpResponseStatus.BAD_REQUEST, why);
    }

    private static Optional<Refusal> refuse(HttpResponseStatus status, String why) {
        return Optional.of(new Refusal(status, why));
    }

    private static boolean validTarget(HttpRequest request) {
        String uri = request.uri();
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '#') {
                return false;
            }
        }
        int authority = authority(uri);
        return uri.startsWith("/")
                || (authority > 0 && validHost(uri.substring(authority, path(uri, authority))))
                || (uri.equals("*") && request.method().equals(HttpMethod.OPTIONS));
    }

    /** Letters, digits and what IP literals and ports need: no user, no comma, nothing that could mean two hosts to two readers. */
    private static boolean validHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && "-._~%[]:!$&'()*+;=".indexOf(c) < 0) {
                return false;
            }
        }
        return !host.isEmpty();
    }

    /** Where the authority of an absolute http URI starts; -1 where it is none. */
    private static int authority(String uri) {
        if (uri.regionMatches(true, 0, "http://", 0, 7)) {
            return 7;
        }
        return uri.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
    }

    private static int path(String uri, int authority) {
        for (int i = authority; i < uri.length(); i++) {
            if (uri.charAt(i) == '/' || uri.charAt(i) == '?') {
                return i;
            }
        }
        return uri.length();
    }

    private static void takeAuthority(HttpRequest request) {
        String uri = request.uri();
        int authority = uri.startsWith("/") ? -1 : authority(uri);
        if (authority < 0) {
            return;
        }
        int path = path(uri, authority);
        request.headers().set(HttpHeaderNames.HOST, uri.substring(authority, path));
        String rest = uri.substring(path);
        request.setUri(rest.startsWith("/") ? rest : '/' + rest);
    }

    private static Optional<String> upgrade(HttpHeaders headers) {
        String protocol = headers.get(HttpHeaderNames.UPGRADE);
        boolean asked =
                protocol != null && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
        // Inside HTTP/2 in clear text a client could ask for what no route allows.
        return asked && !protocol.toLowerCase(Locale.ROOT).contains("h2c") ? Optional.of(protocol) : Optional.empty();
    }

    HttpRequest request() {
        return request;
    }

    boolean http10() {
        return http10;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    boolean hasBody() {
        return body;
    }

    boolean isHead() {
        return request.method().equals(HttpMethod.HEAD);
    }

    boolean wantsUpgrade() {
        return upgrade.isPresent();
    }

    /** Whether it may be sent a second time when nobody knows what became of the first. */
    boolean repeatable() {
        return !body && upgrade.isEmpty() && IDEMPOTENT.contains(request.method());
    }

    String host() {
        return host;
    }

    String path() {
        return request.uri().substring(0, query);
    }

    /** From the question mark on; empty where there is none. */
    String query() {
        return request.uri().substring(query);
    }

    /** The value of a cookie, if it was sent. */
    Optional<String> cookie(String name) {
        for (String header : request.headers().getAll(HttpHeaderNames.COOKIE)) {
            for (String pair : header.split(";", -1)) {
                String trimmed = pair.trim();
                if (trimmed.startsWith(name) && trimmed.startsWith("=", name.length())) {
                    return Optional.of(trimmed.substring(name.length() + 1));
                }
            }
        }
        return Optional.empty();
    }

    /** Makes it the request that the target gets. To be done once. */
    void rewrite(ClientInfo client) {
        HttpHeaders headers = request.headers();
        HopByHop.strip(headers);
        headers.remove(PROXY);
        if (HttpUtil.isTransferEncodingChunked(request)) {
            // In the one spelling that every server knows.
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        if (upgrade.isPresent()) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
            headers.set(HttpHeaderNames.UPGRADE, upgrade.get());
        }
        if (headers.contains(FORWARDED_FOR)) {
            headers.set(FORWARDED_FOR, String.join(", ", headers.getAll(FORWARDED_FOR)) + ", " + client.address());
        } else {
            headers.set(FORWARDED_FOR, client.address());
        }
        headers.set(FORWARDED_PROTO, client.scheme());
        headers.set(FORWARDED_PORT, client.port());
        if (host.isEmpty()) {
            headers.set(HttpHeaderNames.HOST, client.authority());
        }
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    /**
     * What targets are told about a client's connection.
     *
     * @param authority the address the client connected to, for requests that name no host
     */
    record ClientInfo(String address, String scheme, String port, String authority) {}
}
