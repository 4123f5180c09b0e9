package io.portolan.cli.demo;

import io.portolan.cli.probe.AnyCertificate;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A visitor of the shop: HTTPS to the balancer's address under the shop's name, one connection that is kept. It takes any certificate, since the
 * demo's are signed by nobody, and remembers the serial of the last one.
 */
final class Visitor implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 5_000;

    private final InetSocketAddress address;
    private final String host;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();
    private BigInteger serial = BigInteger.ZERO;

    Visitor(InetSocketAddress address, String host) {
        this.address = address;
        this.host = host;
    }

    /** An answer: its status and the first line of its body. */
    record Answer(int status, String body) {}

    /** Asks for a path, on the connection that is there or on a new one. */
    Answer get(String path) throws IOException {
        if (!socket.isConnected() || socket.isClosed()) {
            connect();
        }
        try {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return read();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The serial of the certificate that the connection was made with. */
    BigInteger serial() {
        return serial;
    }

    private void connect() throws IOException {
        Socket plain = new Socket();
        plain.connect(address, TIMEOUT_MILLIS);
        SSLSocket secure = (SSLSocket)
                AnyCertificate.context().getSocketFactory().createSocket(plain, host, address.getPort(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        secure.setSSLParameters(parameters);
        secure.setSoTimeout(TIMEOUT_MILLIS);
        secure.startHandshake();
        if (secure.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate) {
            serial = certificate.getSerialNumber();
        }
        socket = secure;
        in = new BufferedInputStream(secure.getInputStream());
    }

    private Answer read() throws IOException {
        String status = line();
        int length = 0;
        boolean close = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String value = header.substring(colon + 1).strip();
            switch (header.substring(0, Math.max(0, colon)).toLowerCase(java.util.Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "connection" -> close = value.equalsIgnoreCase("close");
                default -> {}
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8).strip();
        if (close) {
            close();
        }
        return new Answer(Integer.parseInt(status.split(" ")[1]), body);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        while (c != '\n') {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
            c = in.read();
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("a visitor's connection can't be closed", e);
        }
    }
}
