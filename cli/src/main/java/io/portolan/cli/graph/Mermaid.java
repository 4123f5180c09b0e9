package io.portolan.cli.graph;

import io.portolan.model.Key;
import java.util.LinkedHashMap;
import java.util.Map;

/** A drawing as text that Markdown pages draw (mermaid.js.org, flowchart). */
final class Mermaid {
    private Mermaid() {}

    static String of(Drawing drawing) {
        Map<Key, String> ids = new LinkedHashMap<>();
        drawing.uses().keySet().forEach(key -> ids.put(key, "r" + (ids.size() + 1)));
        StringBuilder text = new StringBuilder("flowchart TD\n");
        ids.forEach((key, id) -> text.append("  ")
                .append(id)
                .append("[\"")
                .append(key.kind())
                .append("<br>")
                .append(key.name().replace("\"", "#quot;"))
                .append("\"]\n"));
        drawing.uses()
                .forEach((key, targets) -> targets.forEach(target -> text.append("  ")
                        .append(ids.get(key))
                        .append(" --> ")
                        .append(ids.get(target))
                        .append('\n')));
        return text.toString();
    }
}
