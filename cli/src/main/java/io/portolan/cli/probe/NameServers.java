package io.portolan.cli.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** The servers of a zone, asked directly: nothing is cached, nothing is followed. */
final class NameServers {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int DNS = 53;

    private final List<InetSocketAddress> servers;
    private boolean warm;

    private NameServers(List<InetSocketAddress> servers) {
        this.servers = servers;
    }

    /** What all the servers say. */
    record Answer(String type, List<String> values, int agreeing, int servers, Duration took, String error) {
        boolean isGood() {
            return error.isEmpty() && !values.isEmpty() && agreeing == servers;
        }
    }

    /** Servers as {@code address:port} or by absolute names, which this machine's resolver looks up; those that it does not know are left away. */
    static NameServers of(List<String> texts) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String text : texts) {
            int colon = text.lastIndexOf(':');
            boolean hasPort = colon > 0 && text.substring(colon + 1).matches("[0-9]{1,5}");
            String host = hasPort ? text.substring(0, colon) : text.replaceFirst("\\.$", "");
            int port = hasPort ? Integer.parseInt(text.substring(colon + 1)) : DNS;
            try {
                servers.add(new InetSocketAddress(InetAddress.getByName(host.replaceAll("[\\[\\]]", "")), port));
            } catch (UnknownHostException e) {
                // A server that can't be found is one that does not agree.
                servers.add(InetSocketAddress.createUnresolved(host, port));
            }
        }
        return new NameServers(servers);
    }

    boolean isEmpty() {
        return servers.isEmpty();
    }

    /** Asks every server for a name, absolute with the final dot. */
    Answer ask(String name, String type) {
        if (!warm) {
            // The first question of a process takes the time of loading what asks.
            warm = true;
            ask(name, type);
        }
        List<String> first = List.of();
        int agreeing = 0;
        String error = "";
        Duration slowest = Duration.ZERO;
        for (InetSocketAddress server : servers) {
            long begun = System.nanoTime();
            try {
                List<String> values = values(server, name, type);
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
                if (agreeing == 0 && first.isEmpty()) {
                    first = values;
                }
                agreeing += values.equals(first) ? 1 : 0;
            } catch (IOException e) {
                String why = e.getMessage();
                error = server.getHostString() + ":" + server.getPort() + " does not answer"
                        + (why == null ? "" : ": " + why);
            }
        }
        return new Answer(type, first, agreeing, servers.size(), slowest, error);
    }

    private static List<String> values(InetSocketAddress server, String name, String type) throws IOException {
        if (server.isUnresolved()) {
            throw new IOException("its name has no address");
        }
        Message answer = resolver(server).send(question(name, type));
        return List.copyOf(new TreeSet<>(answer.getSection(Section.ANSWER).stream()
                .filter(r -> r.getType() == Type.value(type))
                .map(Record::rdataToString)
                .toList()));
    }

    private static SimpleResolver resolver(InetSocketAddress server) {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(TIMEOUT);
        return resolver;
    }

    private static Message question(String name, String type) throws TextParseException {
        return Message.newQuery(Record.newRecord(Name.fromString(name), Type.value(type), DClass.IN));
    }
}
