package io.portolan.testkit.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One message of HTTP/1.1, request or answer, with its whole body. Bounded; pure but for the stream that it is read from. */
final class HttpMessage {
    private static final int HEAD = 64 * 1024;
    private static final int BODY = 64 * 1024 * 1024;

    private record Header(String name, String value) {}

    private final String start;
    private final List<Header> headers;
    private final byte[] body;

    private HttpMessage(String start, List<Header> headers, byte[] body) {
        this.start = start;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /** A message without headers. */
    static HttpMessage of(String start, byte[] body) {
        return new HttpMessage(start, List.of(), body);
    }

    /** A client's request; empty where the connection has ended. */
    static Optional<HttpMessage> request(InputStream in) throws IOException {
        Optional<String> start = line(in);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        List<Header> headers = headers(in);
        HttpMessage head = new HttpMessage(start.get(), headers, new byte[0]);
        return Optional.of(new HttpMessage(start.get(), headers, head.framed(in).orElse(new byte[0])));
    }

    /** A server's answer to a request with this method. */
    static HttpMessage answer(InputStream in, String method) throws IOException {
        String start = line(in).orElseThrow(() -> new EOFException("the server closed before it answered"));
        List<Header> headers = headers(in);
        HttpMessage head = new HttpMessage(start, headers, new byte[0]);
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return head;
        }
        Optional<byte[]> framed = head.framed(in);
        return new HttpMessage(start, headers, framed.isPresent() ? framed.get() : upTo(in.readNBytes(BODY + 1)));
    }

    private Optional<byte[]> framed(InputStream in) throws IOException {
        if (header("Transfer-Encoding").orElse("").toLowerCase(Locale.ROOT).endsWith("chunked")) {
            return Optional.of(chunks(in));
        }
        Optional<String> length = header("Content-Length");
        return length.isPresent() ? Optional.of(exactly(in, number(length.get(), 10))) : Optional.empty();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            int size = number(line(in).orElse("").split(";")[0], 16);
            if (size == 0) {
                headers(in);
                return all.toByteArray();
            }
            if (size > BODY - all.size()) {
                throw new ProtocolException("a body of more than " + BODY + " bytes");
            }
            all.write(exactly(in, size));
            line(in);
        }
    }

    private static int number(String text, int radix) throws ProtocolException {
        try {
            int number = Integer.parseInt(text.strip(), radix);
            if (number < 0 || number > BODY) {
                throw new ProtocolException("a length of " + text);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new ProtocolException("not a length: '" + text + "'");
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("closed after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static byte[] upTo(byte[] bytes) throws ProtocolException {
        if (bytes.length > BODY) {
            throw new ProtocolException("a body of more than " + BODY + " bytes");
        }
        return bytes;
    }

    private static List<Header> headers(InputStream in) throws IOException {
        List<Header> headers = new ArrayList<>();
        int size = 0;
        while (true) {
            String line = line(in).orElseThrow(() -> new EOFException("closed within a head"));
            size += line.length();
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || size > HEAD) {
                throw new ProtocolException("not a head");
            }
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
    }

    /** A line without its end; empty where the stream has ended before it. */
    private static Optional<String> line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int b = in.read();
            if (b < 0 && line.size() == 0) {
                return Optional.empty();
            }
            if (b < 0 || line.size() > HEAD) {
                throw new ProtocolException("a line that does not end");
            }
            if (b == '\n') {
                return Optional.of(line.toString(StandardCharsets.ISO_8859_1).stripTrailing());
            }
            line.write(b);
        }
    }

    /** The first word of the first line: a request's method. */
    String word(int number) {
        String[] words = start.split(" ", 3);
        return number < words.length ? words[number] : "";
    }

    /** An answer's status. */
    int status() {
        return word(1).matches("\\d{3}") ? Integer.parseInt(word(1)) : 0;
    }

    Optional<String> header(String name) {
        return headers.stream()
                .filter(h -> h.name.equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    byte[] body() {
        return body;
    }

    /** The same with this header and no other of its name. */
    HttpMessage with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.removeIf(h -> h.name.equalsIgnoreCase(name));
        more.add(new Header(name, value));
        return new HttpMessage(start, more, body);
    }

    /** The same without the headers that concern one connection, with the body's length and what becomes of the connection. */
    HttpMessage hop(String connection) {
        List<Header> kept = new ArrayList<>(headers);
        kept.removeIf(h -> h.name.toLowerCase(Locale.ROOT)
                .matches("connection|keep-alive|transfer-encoding|content-length|expect"));
        kept.add(new Header("Content-Length", String.valueOf(body.length)));
        kept.add(new Header("Connection", connection));
        return new HttpMessage(start, kept, body);
    }

    /** As it goes over the wire, in one piece. */
    byte[] bytes() {
        StringBuilder head = new StringBuilder(start).append("\r\n");
        headers.forEach(h -> head.append(h.name).append(": ").append(h.value).append("\r\n"));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }
}
