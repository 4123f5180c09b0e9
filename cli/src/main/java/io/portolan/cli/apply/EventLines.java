package io.portolan.cli.apply;

import io.portolan.Event;
import io.portolan.EventListener;
import io.portolan.engine.Json;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes every event of a run as a line of JSON, from the moment when it is begun. */
final class EventLines implements EventListener {
    private final PrintStream out;
    private boolean begun;

    EventLines(PrintStream out) {
        this.out = out;
    }

    synchronized void begin() {
        begun = true;
    }

    @Override
    public synchronized void on(Event event) {
        if (!begun) {
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", "Event");
        line.put("at", event.at().toString());
        event.key().ifPresent(key -> line.put("key", key.toString()));
        if (event.step() > 0) {
            line.put("step", event.step());
        }
        line.put("state", event.what().name().toLowerCase(Locale.ROOT));
        line.put("ms", event.took().toMillis());
        if (!event.call().isEmpty()) {
            line.put("call", event.call());
        }
        if (!event.detail().isEmpty()) {
            line.put("detail", event.detail());
        }
        out.println(Json.write(line));
        out.flush();
    }
}
