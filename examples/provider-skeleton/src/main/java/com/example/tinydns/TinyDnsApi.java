package com.example.tinydns;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;
import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portolan.model.Secret;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Wire;
import io.portolan.spi.toolkit.HttpRefusal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The API, a method for each call. Each is one exchange on the wire; what fails is repeated by the engine, never here. */
final class TinyDnsApi {
    private final JsonMapper json =
            JsonMapper.builder().disable(FAIL_ON_UNKNOWN_PROPERTIES).build();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;
    private final Secret token;
    private final Wire wire;

    TinyDnsApi(URI endpoint, Secret token, Wire wire) {
        this.endpoint = endpoint;
        this.token = token;
        this.wire = wire;
    }

    /** A record set. In a change: what is to take the place of this version, which is empty where nothing is; without values it goes. */
    record Rrset(String name, String type, long ttl, List<String> values, String comment, String version) {}

    List<Zone> zones() {
        return pages("zones.list", "zones", Zone.class);
    }

    Zone zone(String id) {
        return send(NativeCall.read("zones.get").about(id), "GET", "zones/" + id, Map.of(), null, Zone.class);
    }

    Zone create(Zone.Body body, String key) {
        NativeCall call = NativeCall.write("zones.create").about(body.name());
        return send(call, "POST", "zones", Map.of("Idempotency-Key", key), body, Zone.class);
    }

    Zone update(String id, String version, Zone.Body body) {
        NativeCall call = NativeCall.write("zones.update").about(id);
        return send(call, "PUT", "zones/" + id, Map.of("If-Match", version), body, Zone.class);
    }

    Zone delete(String id, String version) {
        NativeCall call = NativeCall.write("zones.delete").about(id);
        return send(call, "DELETE", "zones/" + id, Map.of("If-Match", version), null, Zone.class);
    }

    List<Rrset> records(String zone) {
        return pages("records.list", "zones/" + zone + "/records", Rrset.class);
    }

    /** Makes all of these changes or none; gives their number. */
    Integer change(String zone, List<Rrset> changes) {
        NativeCall call = NativeCall.write("records.change").about(zone);
        return send(call, "PUT", "zones/" + zone + "/records", Map.of(), changes, Integer.class);
    }

    private record Refusal(String code, String message) {}

    private record Page(List<JsonNode> items, int next) {}

    private <T> List<T> pages(String call, String path, Class<T> type) {
        List<T> items = new ArrayList<>();
        for (int number = 1; number > 0; ) {
            String url = path + "?page=" + number;
            Page page = send(NativeCall.read(call).about(url), "GET", url, Map.of(), null, Page.class);
            page.items().forEach(item -> items.add(json.convertValue(item, type)));
            number = page.next();
        }
        return items;
    }

    private <T> T send(
            NativeCall call,
            String method,
            String path,
            Map<String, String> headers,
            @Nullable Object body,
            Class<T> answer) {
        return wire.call(call, () -> {
            BodyPublisher content = body == null ? noBody() : ofByteArray(json.writeValueAsBytes(body));
            HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Authorization", "Bearer " + token.reveal())
                    .method(method, content);
            headers.forEach(request::header);
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                Refusal refusal = json.readValue(response.body(), Refusal.class);
                throw new HttpRefusal(response, refusal.code(), refusal.message());
            }
            return json.readValue(response.body(), answer);
        });
    }
}
