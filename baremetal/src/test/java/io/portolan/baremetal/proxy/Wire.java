package io.portolan.baremetal.proxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Either end of a connection, as text: for saying exactly what goes over it. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    static Wire to(InetSocketAddress address) throws IOException {
        return new Wire(new Socket(address.getAddress(), address.getPort()));
    }

    Socket socket() {
        return socket;
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes so that the other side sees a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** The next byte, or -1 at the end. */
    int read() throws IOException {
        return in.read();
    }

    byte[] readExactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    String readText(int length) throws IOException {
        return new String(readExactly(length), StandardCharsets.ISO_8859_1);
    }

    /** Everything until the other side ends. */
    String readAll() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** A line without its end; the empty text at the end of the stream. */
    String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            if (next != '\r') {
                line.write(next);
            }
            next = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** A message's first line and headers, each ended by a line feed; empty at the end of the stream. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        String line = readLine();
        while (!line.isEmpty()) {
            head.append(line).append('\n');
            line = readLine();
        }
        return head.toString();
    }

    /** A head, and the body that its Content-Length or chunks announce; head and body stand apart by an empty line. */
    String readMessage() throws IOException {
        String head = readHead();
        return head + "\n" + readBody(head);
    }

    String readBody(String head) throws IOException {
        String length = header(head, "content-length");
        if (!length.isEmpty()) {
            return readText(Integer.parseInt(length));
        }
        return header(head, "transfer-encoding").equals("chunked") ? readChunks() : "";
    }

    private String readChunks() throws IOException {
        StringBuilder body = new StringBuilder();
        int size = readSize();
        while (size > 0) {
            body.append(readText(size));
            readLine();
            size = readSize();
        }
        readHead();
        return body.toString();
    }

    private int readSize() throws IOException {
        String line = readLine();
        try {
            return Integer.parseInt(line.replaceFirst(";.*", ""), 16);
        } catch (NumberFormatException e) {
            throw new IOException("not a chunk's size: '" + line + "'", e);
        }
    }

    /** The value of a header in a head; empty where it is not there. */
    static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
