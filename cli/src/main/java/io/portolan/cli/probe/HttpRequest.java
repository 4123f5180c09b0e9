package io.portolan.cli.probe;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One GET on a connection of its own, to an address under a name that need not lead there. Any certificate is taken: what is wrong with it is
 * the answer's to tell, not a reason to see nothing.
 */
final class HttpRequest {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MOST_BODY = 64 * 1024;
    private static final int MOST_LINE = 16 * 1024;

    private final String scheme;
    private final InetSocketAddress address;
    private final String host;
    private final String path;

    HttpRequest(String scheme, InetSocketAddress address, String host, String path) {
        this.scheme = scheme;
        this.address = address;
        this.host = host;
        this.path = path;
    }

    /** An answer, as much of its body as is read, and how long it took from the first packet on. */
    record Answer(
            int status,
            Map<String, String> headers,
            String body,
            Duration took,
            @Nullable X509Certificate certificate) {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    Answer send() throws IOException {
        long begun = System.nanoTime();
        try (Socket plain = new Socket()) {
            plain.connect(address, TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            if (!scheme.equals("https")) {
                return exchange(plain, null, begun);
            }
            try (SSLSocket secure = secure(plain)) {
                X509Certificate certificate =
                        secure.getSession().getPeerCertificates()[0] instanceof X509Certificate first ? first : null;
                return exchange(secure, certificate, begun);
            }
        }
    }

    private SSLSocket secure(Socket plain) throws IOException {
        SSLSocket secure = (SSLSocket)
                AnyCertificate.context().getSocketFactory().createSocket(plain, host, address.getPort(), true);
        SSLParameters parameters = secure.getSSLParameters();
        if (host.chars().anyMatch(Character::isLetter) && !host.contains(":")) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private Answer exchange(Socket socket, @Nullable X509Certificate certificate, long begun) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: portolan-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        String[] status = line(in).split(" ", 3);
        if (status.length < 2 || !status[1].matches("[1-5][0-9][0-9]")) {
            throw new IOException("this is no answer of HTTP");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
        }
        String body = new String(body(in, headers), StandardCharsets.UTF_8);
        return new Answer(
                Integer.parseInt(status[1]), headers, body, Duration.ofNanos(System.nanoTime() - begun), certificate);
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks(in);
        }
        String length = headers.getOrDefault("content-length", "");
        return in.readNBytes(length.matches("[0-9]{1,5}") ? Integer.parseInt(length) : MOST_BODY);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (body.size() < MOST_BODY) {
            String size = line(in).replaceFirst(";.*", "").strip();
            int length = size.matches("[0-9A-Fa-f]{1,6}") ? Integer.parseInt(size, 16) : 0;
            if (length == 0) {
                break;
            }
            body.write(in.readNBytes(length));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed before the answer");
            }
            if (line.length() > MOST_LINE) {
                throw new IOException("a line of the answer does not end");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
