package io.portolan.baremetal.embedded;

import io.portolan.baremetal.cloud.Api;
import io.portolan.baremetal.cloud.CloudOptions;
import io.portolan.baremetal.cloud.EmbeddedCloud;
import io.portolan.model.NativeId;
import io.portolan.spi.Config;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.Timekeeper;
import io.portolan.testkit.conformance.Received;
import io.portolan.testkit.conformance.Subject;
import io.portolan.testkit.fault.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One embedded cloud for the kit: a directory of its own, open in this process, on virtual time. */
final class EmbeddedSubject implements Subject {
    private final VirtualTime time = VirtualTime.start();
    private final Path directory;
    private final EmbeddedCloud cloud;
    private final List<Received> received = new ArrayList<>();

    EmbeddedSubject() {
        try {
            directory = Files.createTempDirectory("portolan-embedded");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cloud = EmbeddedCloud.open(
                directory,
                CloudOptions.builder()
                        .portOffset(8000)
                        .durability(CloudOptions.Durability.PROCESS_END)
                        .build());
    }

    @Override
    public ProviderFactory factory() {
        return new EmbeddedProviderFactory((data, options) -> this::call);
    }

    private Map<String, Object> call(String call, Map<String, Object> request) {
        if (!call.endsWith(".list") && !call.equals("cloud.describe")) {
            synchronized (received) {
                received.add(Received.of(call, arguments(call, request)));
            }
        }
        return cloud.call(call, request);
    }

    /** What came with a write, by the names that steps give. */
    private static Map<String, Object> arguments(String call, Map<String, Object> request) {
        var arguments = new LinkedHashMap<String, Object>();
        request.forEach((name, value) -> {
            if (name.equals("set")) {
                map(value).forEach((field, content) -> put(arguments, field, content));
            } else if (name.equals("changes")) {
                ((List<?>) value).forEach(change -> putChange(arguments, map(change)));
            } else if (!name.equals("token") && !name.equals("fence")) {
                put(arguments, name, value);
            }
        });
        return arguments;
    }

    private static void putChange(Map<String, Object> arguments, Map<String, Object> change) {
        String name = change.get("name") + " " + change.get("type");
        var set = new LinkedHashMap<>(change);
        List.of("name", "type", "action", "expect").forEach(set::remove);
        put(arguments, name, "DELETE".equals(change.get("action")) ? "DELETE" : set);
        put(arguments, "expect " + name, change.get("expect"));
    }

    /** Private keys stand apart, by the place that they went to. */
    private static void put(Map<String, Object> arguments, String name, @Nullable Object value) {
        if (name.equals("listeners") && value instanceof List<?> list) {
            List<Object> listeners = new ArrayList<>();
            for (Object listener : list) {
                listeners.add(withoutKeys(arguments, "listeners[" + listeners.size() + "]", map(listener)));
            }
            arguments.put(name, NativeValue.of(listeners));
        } else {
            arguments.put(name, NativeValue.of(value));
        }
    }

    private static Map<String, Object> withoutKeys(
            Map<String, Object> arguments, String place, Map<String, Object> listener) {
        var copy = new LinkedHashMap<>(listener);
        if (listener.get("tls") != null) {
            var tls = new LinkedHashMap<>(map(listener.get("tls")));
            List<Object> certificates = new ArrayList<>();
            for (Object certificate : (List<?>) tls.getOrDefault("certificates", List.of())) {
                var plain = new LinkedHashMap<>(map(certificate));
                Object key = plain.remove("privateKey");
                if (key != null) {
                    arguments.put(place + ".tls.certificates[" + certificates.size() + "].privateKey", key);
                }
                certificates.add(plain);
            }
            tls.put("certificates", certificates);
            copy.put("tls", tls);
        }
        return copy;
    }

    @SuppressWarnings("unchecked") // JSON objects
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @Override
    public Config configure(Config config) {
        return config.set(EmbeddedProviderFactory.PORT_OFFSET, 8000);
    }

    @Override
    public Timekeeper time() {
        return time;
    }

    @Override
    public Optional<Map<NativeId, String>> census() {
        var census = new TreeMap<NativeId, String>();
        Api api = cloud;
        for (Object item :
                (List<?>) api.call("cloud.list", Map.of("limit", 1000)).getOrDefault("items", List.of())) {
            var thing = new Native(String.valueOf(map(item).get("kind")), map(item));
            if (thing.isCloud()) {
                continue;
            }
            var content = new LinkedHashMap<>(map(item));
            List.of("version", "serial").forEach(content::remove);
            census.put(thing.id(), NativeValue.of(content).toString());
        }
        for (Object item :
                (List<?>) api.call("records.list", Map.of("limit", 1000)).getOrDefault("items", List.of())) {
            var set = new Native("records", map(item));
            var content = new LinkedHashMap<>(map(item));
            content.remove("version");
            census.put(
                    RecordSetWorld.Place.of(set).id(), NativeValue.of(content).toString());
        }
        return Optional.of(census);
    }

    @Override
    public Optional<List<Received>> received() {
        synchronized (received) {
            return Optional.of(List.copyOf(received));
        }
    }

    @Override
    public void close() {
        cloud.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
