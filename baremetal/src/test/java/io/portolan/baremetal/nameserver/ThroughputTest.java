package io.portolan.baremetal.nameserver;

import static io.portolan.baremetal.nameserver.Zones.config;
import static io.portolan.baremetal.nameserver.Zones.set;
import static io.portolan.baremetal.nameserver.Zones.zone;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** How many questions are answered, as information, and that answers stay right while zones are replaced. */
class ThroughputTest {
    private static final int NAMES = 1_000;
    private static final int OUTSTANDING = 64;

    @Test
    void everyQuestionIsAnsweredWhileTheZoneIsReplaced() throws Exception {
        try (NameServer server = Zones.server().start()) {
            server.replace(config(version(1)));
            AtomicBoolean stop = new AtomicBoolean();
            List<Throwable> failures = new ArrayList<>();
            Thread replacing = new Thread(() -> {
                for (int serial = 2; !stop.get(); serial++) {
                    server.replace(config(version(serial)));
                }
            });
            replacing.setUncaughtExceptionHandler((thread, e) -> failures.add(e));
            replacing.start();
            Load load = new Load(server.status().address());
            int answered = load.run(20_000);
            stop.set(true);
            replacing.join();

            assertThat(failures).isEmpty();
            assertThat(answered).isEqualTo(20_000);
            assertThat(server.status().serials().get("example.test.")).isGreaterThan(2);
        }
    }

    @Test
    void throughputIsPrinted() throws Exception {
        try (NameServer server = Zones.server().start()) {
            server.replace(config(version(1)));
            Load load = new Load(server.status().address());
            load.run(100_000);
            long begun = System.nanoTime();
            int answered = load.run(100_000);
            double seconds = (System.nanoTime() - begun) / 1e9;

            assertThat(answered).isEqualTo(100_000);
            System.out.printf(
                    "name server: %,.0f queries/s over UDP from one client thread, %d names%n",
                    answered / seconds, NAMES);
        }
    }

    private static ZoneData version(int serial) {
        RecordSetData[] sets = IntStream.range(0, NAMES)
                .mapToObj(i -> set("host" + i + ".example.test.", "A", "192.0.2." + (i + serial) % 256))
                .toArray(RecordSetData[]::new);
        return zone("example.test.", sets).toBuilder().serial(serial).build();
    }

    /** A window of questions that is filled up with every answer; what is lost is asked again. */
    private static final class Load {
        private final InetSocketAddress server;
        private final List<byte[]> questions = IntStream.range(0, NAMES)
                .mapToObj(i ->
                        DnsClient.query("host" + i + ".example.test.", Type.A).toWire())
                .toList();

        private Load(InetSocketAddress server) {
            this.server = server;
        }

        int run(int count) throws IOException {
            int answered = 0;
            try (DatagramChannel channel = DatagramChannel.open();
                    Selector selector = Selector.open()) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
                channel.connect(server).configureBlocking(false).register(selector, SelectionKey.OP_READ);
                ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
                int sent = 0;
                int waiting = 0;
                while (answered < count) {
                    while (waiting < OUTSTANDING && answered + waiting < count) {
                        buffer.clear().put(questions.get(sent++ % NAMES)).flip();
                        channel.write(buffer);
                        waiting++;
                    }
                    if (selector.select(1_000) == 0) {
                        waiting = 0;
                    }
                    selector.selectedKeys().clear();
                    while (channel.read(buffer.clear()) > 0) {
                        assertThat(buffer.get(3) & 0xF).isEqualTo(Rcode.NOERROR);
                        assertThat(buffer.get(7)).isEqualTo((byte) 1);
                        answered++;
                        waiting--;
                    }
                }
            }
            return answered;
        }
    }
}
