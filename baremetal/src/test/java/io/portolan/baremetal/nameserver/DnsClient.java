package io.portolan.baremetal.nameserver;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Sends requests byte for byte, so that tests see what is on the wire and nothing repeats or mends it. */
final class DnsClient {
    private static final int TIMEOUT_MILLIS = 5_000;

    private final InetSocketAddress server;

    DnsClient(NameServer server) {
        this.server = server.status().address();
    }

    static Message query(String name, int type) {
        return Message.newQuery(Record.newRecord(Name.fromConstantString(name), type, DClass.IN));
    }

    Message ask(String name, int type) throws IOException {
        return udp(query(name, type));
    }

    Message udp(Message request) throws IOException {
        return new Message(udp(request.toWire()));
    }

    byte[] udp(byte[] request) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(server);
            socket.send(new DatagramPacket(request, request.length));
            DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(answer);
            return Arrays.copyOf(answer.getData(), answer.getLength());
        }
    }

    Message tcp(Message request) throws IOException {
        try (Connection connection = connect()) {
            connection.send(request.toWire());
            return new Message(connection.receive());
        }
    }

    Connection connect() throws IOException {
        return new Connection(server);
    }

    /** The answer section's values as text, sorted. */
    static List<String> values(Message answer) {
        return answer.getSection(Section.ANSWER).stream()
                .map(record -> Type.string(record.getType()) + " " + record.rdataToString())
                .sorted()
                .toList();
    }

    /** One TCP connection with DNS's two-byte lengths. */
    static final class Connection implements AutoCloseable {
        private final Socket socket = new Socket();
        private final DataInputStream in;
        private final DataOutputStream out;

        private Connection(InetSocketAddress server) throws IOException {
            socket.connect(server, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
        }

        void send(byte[] request) throws IOException {
            raw(framed(request));
        }

        static byte[] framed(byte[] request) {
            byte[] framed = new byte[2 + request.length];
            framed[0] = (byte) (request.length >>> 8);
            framed[1] = (byte) request.length;
            System.arraycopy(request, 0, framed, 2, request.length);
            return framed;
        }

        void raw(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        byte[] receive() throws IOException {
            byte[] answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            return answer;
        }

        /** Whether the server has closed it; waits for that or for a byte. */
        boolean isClosedByServer() throws IOException {
            try {
                return in.read() < 0;
            } catch (java.net.SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
