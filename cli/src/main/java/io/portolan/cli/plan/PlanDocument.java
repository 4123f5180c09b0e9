package io.portolan.cli.plan;

import io.portolan.Plan;
import io.portolan.PlannedStep;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.Json;
import io.portolan.engine.PlanJson;
import io.portolan.model.Key;
import java.io.StringWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A plan as JSON, with the place of each resource in the manifests. */
final class PlanDocument {
    private PlanDocument() {}

    /** The document, to be added to and written. */
    static Map<String, Object> of(Plan plan, Workspace workspace, Collection<String> permissions) {
        StringWriter text = new StringWriter();
        PlanJson.write(plan, text);
        Map<String, Object> document = Json.readObject(text.toString());
        document.put("permissions", List.copyOf(permissions));
        document.put("notRead", workspace.notRead());
        Map<String, Set<String>> impacts = new HashMap<>();
        for (PlannedStep step : plan.steps()) {
            for (Key key : step.keys()) {
                step.impacts()
                        .forEach(i -> impacts.computeIfAbsent(key.toString(), k -> new TreeSet<>())
                                .add(i.name()));
            }
        }
        if (document.get("resources") instanceof List<?> resources) {
            document.put(
                    "resources",
                    resources.stream().map(r -> resource(r, impacts, workspace)).toList());
        }
        return document;
    }

    private static Map<String, Object> resource(Object written, Map<String, Set<String>> impacts, Workspace workspace) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("fields", List.of());
        if (written instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> resource.put(String.valueOf(name), value));
        }
        String key = String.valueOf(resource.get("key"));
        resource.put("impact", impacts.getOrDefault(key, Set.of()));
        workspace.place(Key.parse(key)).ifPresent(place -> resource.put("place", place));
        return resource;
    }
}
