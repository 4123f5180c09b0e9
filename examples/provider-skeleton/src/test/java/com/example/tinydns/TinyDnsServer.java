package com.example.tinydns;

import com.example.tinydns.TinyDnsApi.Rrset;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.portolan.spi.toolkit.Marks;
import io.portolan.spi.toolkit.dns.RecordContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Tiny DNS API, in memory, on a port of its own. It pages, wants versions, knows idempotency keys, keeps a zone that is not empty, and changes
 * records all or none.
 */
final class TinyDnsServer implements AutoCloseable {
    static final String TOKEN = "planted-secret-token";
    private static final int PAGE = 300;
    private static final TypeReference<List<Rrset>> SETS = new TypeReference<>() {};

    /** One request that changed something, or wanted to. */
    record Write(String call, Map<String, Object> arguments) {}

    private record Refusal(int status, String code, String message) {}

    private final JsonMapper json = new JsonMapper();
    private final HttpServer http;
    private final Map<String, Zone> zones = new TreeMap<>();
    private final Map<String, Map<String, Rrset>> records = new HashMap<>();
    private final Map<String, Zone.Body> keys = new HashMap<>();
    private final Map<String, Zone> made = new HashMap<>();
    private final Deque<Refusal> refusals = new ArrayDeque<>();
    private final List<Write> writes = new ArrayList<>();
    private int reads;
    private int next = 1;

    private TinyDnsServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/v1/", this::serve);
        http.start();
    }

    static TinyDnsServer start() {
        try {
            return new TinyDnsServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/v1/");
    }

    /** The next request gets this instead of an answer. */
    synchronized void refuse(int status, String code) {
        refusals.add(new Refusal(status, code, "told to"));
    }

    synchronized List<Write> writes() {
        return List.copyOf(writes);
    }

    synchronized int reads() {
        return reads;
    }

    synchronized Map<String, Zone> zones() {
        return new TreeMap<>(zones);
    }

    synchronized Map<String, Rrset> records(String zone) {
        return new TreeMap<>(records.getOrDefault(zone, Map.of()));
    }

    /** Puts a record set there as somebody else would, whatever is there. */
    synchronized void put(String zone, Rrset set) {
        records.get(zone).put(id(set), versioned(set));
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        int status = 200;
        Object answer;
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            try {
                answer = answer(exchange, body);
            } catch (RefusedException e) {
                status = e.refusal.status;
                answer = Map.of("code", e.refusal.code, "message", e.refusal.message);
                if (status == 429) {
                    exchange.getResponseHeaders().add("Retry-After", "1");
                }
            }
            byte[] bytes = json.writeValueAsBytes(answer);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized Object answer(HttpExchange exchange, byte[] body) throws IOException, RefusedException {
        String method = exchange.getRequestMethod();
        String[] path =
                exchange.getRequestURI().getPath().substring("/v1/".length()).split("/");
        note(exchange, path, body);
        check(
                exchange.getRequestHeaders().getFirst("Authorization").equals("Bearer " + TOKEN),
                403,
                "not_allowed",
                "who are you");
        Refusal told = refusals.poll();
        if (told != null) {
            throw new RefusedException(told);
        }
        if (path.length == 1) {
            return method.equals("GET")
                    ? page(exchange, new ArrayList<>(zones.values()))
                    : create(
                            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                            json.readValue(body, Zone.Body.class));
        }
        Zone zone = zones.get(path[1]);
        check(zone != null, 404, "no_such_zone", "there is no zone " + path[1]);
        if (path.length == 3) {
            return method.equals("GET")
                    ? page(exchange, new ArrayList<>(records(zone.id()).values()))
                    : change(zone, json.readValue(body, SETS));
        }
        if (method.equals("GET")) {
            return zone;
        }
        String version = exchange.getRequestHeaders().getFirst("If-Match");
        check(
                zone.version().equals(version),
                412,
                "version_differs",
                "zone " + zone.id() + " is at version " + zone.version());
        return method.equals("DELETE") ? delete(zone) : update(zone, json.readValue(body, Zone.Body.class));
    }

    /** What has arrived, by the names that the provider's steps give. */
    private void note(HttpExchange exchange, String[] path, byte[] body) throws IOException {
        String version = exchange.getRequestHeaders().getFirst("If-Match");
        switch (exchange.getRequestMethod() + " " + path.length) {
            case "POST 1" ->
                writes.add(new Write("zones.create", Map.of("zone", json.readValue(body, Zone.Body.class))));
            case "PUT 2" ->
                writes.add(new Write(
                        "zones.update",
                        Map.of("id", path[1], "version", version, "zone", json.readValue(body, Zone.Body.class))));
            case "DELETE 2" -> writes.add(new Write("zones.delete", Map.of("id", path[1], "version", version)));
            case "PUT 3" -> {
                Map<String, Object> arguments = new TreeMap<>(Map.of("zone", "zone " + path[1]));
                for (Rrset set : json.readValue(body, SETS)) {
                    RecordContent content = RecordContent.of(set.name(), set.type(), set.ttl(), set.values());
                    arguments.put(
                            id(set),
                            Marks.fromText(set.comment()).map(content::mark).orElse(content));
                    arguments.put(id(set) + " at version", set.version());
                }
                writes.add(new Write("records.change", arguments));
            }
            default -> reads++;
        }
    }

    private static Map<String, Object> page(HttpExchange exchange, List<?> all) {
        int number = Integer.parseInt(exchange.getRequestURI().getQuery().substring("page=".length()));
        int from = Math.min(all.size(), (number - 1) * PAGE);
        int to = Math.min(all.size(), from + PAGE);
        return Map.of("items", all.subList(from, to), "next", to < all.size() ? number + 1 : 0);
    }

    private Zone create(String key, Zone.Body body) throws RefusedException {
        if (keys.containsKey(key)) {
            check(keys.get(key).equals(body), 409, "key_reused", "this key came with another zone");
            return made.get(key);
        }
        check(
                zones.values().stream().noneMatch(z -> z.name().equals(body.name())),
                409,
                "name_taken",
                body.name() + " exists");
        String id = "z" + next++;
        Zone zone = new Zone(
                id, "1", body.name(), body.ttl(), body.labels(), List.of("ns1.tiny.example.", "ns2.tiny.example."));
        zones.put(id, zone);
        records.put(id, new TreeMap<>());
        keys.put(key, body);
        made.put(key, zone);
        return zone;
    }

    private Zone update(Zone zone, Zone.Body body) {
        String version = Integer.toString(Integer.parseInt(zone.version()) + 1);
        Zone changed = new Zone(zone.id(), version, zone.name(), body.ttl(), body.labels(), zone.nameServers());
        zones.put(zone.id(), changed);
        return changed;
    }

    private Zone delete(Zone zone) throws RefusedException {
        Map<String, Rrset> left = records.get(zone.id());
        check(left.isEmpty(), 409, "zone_not_empty", "zone " + zone.name() + " still has " + left.keySet());
        records.remove(zone.id());
        return zones.remove(zone.id());
    }

    private int change(Zone zone, List<Rrset> changes) throws RefusedException {
        Map<String, Rrset> there = new TreeMap<>(records.get(zone.id()));
        for (Rrset set : changes) {
            Rrset now = there.get(id(set));
            check(
                    set.version().equals(now == null ? "" : now.version()),
                    412,
                    "version_differs",
                    id(set) + " has changed");
            there.remove(id(set));
        }
        for (Rrset set : changes) {
            if (!set.values().isEmpty()) {
                check(
                        set.values().stream().noneMatch(v -> v.contains("poison")),
                        422,
                        "invalid",
                        "can't take this batch");
                there.put(id(set), versioned(set));
            }
        }
        for (Rrset set : there.values()) {
            boolean alone = there.values().stream()
                            .filter(s -> s.name().equals(set.name()))
                            .count()
                    == 1;
            check(alone || !set.type().equals("CNAME"), 422, "invalid", "a CNAME stands alone at " + set.name());
        }
        records.put(zone.id(), there);
        return changes.size();
    }

    private Rrset versioned(Rrset set) {
        return new Rrset(set.name(), set.type(), set.ttl(), set.values(), set.comment(), Integer.toString(next++));
    }

    private static String id(Rrset set) {
        return set.name() + " " + set.type();
    }

    private static void check(boolean holds, int status, String code, String message) throws RefusedException {
        if (!holds) {
            throw new RefusedException(new Refusal(status, code, message));
        }
    }

    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Refusal refusal;

        RefusedException(Refusal refusal) {
            super(refusal.message());
            this.refusal = refusal;
        }
    }
}
