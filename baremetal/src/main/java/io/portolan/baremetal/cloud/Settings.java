package io.portolan.baremetal.cloud;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a cloud keeps about itself: who it is, and by which plan it gives addresses. */
final class Settings {
    static final String KIND = "cloud";
    private static final String ID = "cloud";

    private final Document document;
    private final boolean changed;

    private Settings(Document document, boolean changed) {
        this.document = document;
        this.changed = changed;
    }

    /** @throws CloudException INVALID when the options ask for another plan than addresses were given by */
    static Settings of(State state, CloudOptions options) {
        Optional<Document> before = state.find(KIND, ID);
        var body = new LinkedHashMap<String, Object>(before.map(Document::body).orElseGet(Settings::fresh));
        boolean used = List.of("network", "address", "balancer").stream()
                .anyMatch(kind -> !state.of(kind).isEmpty());
        @Nullable String range = options.range();
        if (range != null) {
            set(body, "range", range(range).toString(), used);
        }
        switch (options.addresses()) {
            case OWN -> set(body, "addresses", "OWN", used);
            case SHARED -> set(body, "addresses", "SHARED", used);
            case AUTO -> {
                if (!used) {
                    body.put("addresses", canListenAnywhere(Cidr.of(Json.text(body, "range"))) ? "OWN" : "SHARED");
                }
            }
        }
        var document = new Document(KIND, ID, body);
        return new Settings(document, !before.map(document::equals).orElse(false));
    }

    private static Map<String, Object> fresh() {
        var body = new LinkedHashMap<String, Object>();
        body.put("version", "");
        body.put("id", "cloud-" + Ids.next());
        body.put("digestKey", HexFormat.of().formatHex(Ids.bytes(16)));
        body.put("range", Loopback.EVERYTHING.toString());
        return body;
    }

    private static void set(Map<String, Object> body, String field, String wanted, boolean used) {
        if (used && !wanted.equals(body.get(field))) {
            throw CloudException.invalid(field + " is " + body.get(field) + " and addresses were given by it; delete "
                    + "what has one before it becomes " + wanted);
        }
        body.put(field, wanted);
    }

    private static Cidr range(String text) {
        return Cidr.parse(text)
                .filter(Loopback.EVERYTHING::contains)
                .filter(cidr -> cidr.prefix() <= 16)
                .filter(cidr -> cidr.equals(Loopback.EVERYTHING) || !cidr.overlaps(Cidr.of("127.0.0.0/16")))
                .orElseThrow(() -> CloudException.invalid(
                        "range must be a block of 127.0.0.0/8 from /8 to /16, without 127.0.0.0/16"));
    }

    private static boolean canListenAnywhere(Cidr range) {
        String last = Cidr.v4(range.last() - 1, 32).address();
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(last))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    boolean changed() {
        return changed;
    }

    /** Keeps the settings; what is already kept is not written again. */
    Document write(Transaction transaction) {
        return transaction.put(document);
    }

    Cidr range() {
        return Cidr.of(document.text("range"));
    }

    boolean ownAddresses() {
        return document.text("addresses").equals("OWN");
    }

    byte[] digestKey() {
        return HexFormat.of().parseHex(document.text("digestKey"));
    }

    /** What the cloud's own document says, its digest key left out. */
    static Map<String, Object> show(Document document) {
        return Map.of(
                "id", document.text("id"),
                "version", document.version(),
                "created", "",
                "range", document.text("range"),
                "addresses", document.text("addresses"));
    }

    /** Who the cloud is: the same for as long as its directory lives. */
    static String id(Transaction view) {
        return view.get(KIND, ID).text("id");
    }
}
