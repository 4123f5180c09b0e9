package io.portolan.cli.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Asks one DNS server. */
final class Names {
    private Names() {}

    /** The IPv4 addresses of a name, as this server answers; nothing is cached. */
    static List<String> resolve(InetSocketAddress server, String name) throws IOException {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(Duration.ofSeconds(2));
        Record question = Record.newRecord(Name.fromString(name + "."), Type.A, DClass.IN);
        return resolver.send(Message.newQuery(question)).getSection(Section.ANSWER).stream()
                .filter(ARecord.class::isInstance)
                .map(r -> ((ARecord) r).getAddress().getHostAddress())
                .toList();
    }
}
