package com.example.tinydns;

import io.portolan.model.NativeId;
import io.portolan.model.Secret;
import io.portolan.spi.Config;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.Timekeeper;
import io.portolan.testkit.conformance.Received;
import io.portolan.testkit.conformance.Subject;
import io.portolan.testkit.fault.VirtualTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the kit asks of an author: an empty native side, how a provider for it is made, what is there, what has arrived. */
final class TinyDnsSubject implements Subject {
    private final TinyDnsServer server = TinyDnsServer.start();
    private final Timekeeper time = VirtualTime.start();

    TinyDnsServer server() {
        return server;
    }

    @Override
    public ProviderFactory factory() {
        return new TinyDnsProviderFactory();
    }

    @Override
    public Config configure(Config config) {
        return config.set(TinyDnsProviderFactory.ENDPOINT, server.endpoint())
                .set(TinyDnsProviderFactory.TOKEN, Secret.of(TinyDnsServer.TOKEN));
    }

    @Override
    public Timekeeper time() {
        return time;
    }

    @Override
    public Optional<Map<NativeId, String>> census() {
        Map<NativeId, String> all = new TreeMap<>();
        server.zones().forEach((id, zone) -> {
            all.put(zone.nativeId(), zone.name() + " " + zone.ttl() + " " + new TreeMap<>(zone.labels()));
            server.records(id)
                    .forEach((name, set) -> all.put(
                            NativeId.of("records", id + "/" + set.name() + "/" + set.type()),
                            set.ttl() + " " + set.values() + " " + set.comment()));
        });
        return Optional.of(all);
    }

    @Override
    public Optional<List<Received>> received() {
        return Optional.of(server.writes().stream()
                .map(write -> Received.of(write.call(), write.arguments()))
                .toList());
    }

    @Override
    public void close() {
        server.close();
    }
}
