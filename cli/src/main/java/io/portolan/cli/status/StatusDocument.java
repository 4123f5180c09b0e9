package io.portolan.cli.status;

import io.portolan.Health;
import io.portolan.cli.resource.KnownOutputs;
import io.portolan.cli.status.StatusRows.Row;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.Status;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A status as JSON. Fields are only added within v1. */
final class StatusDocument {
    private StatusDocument() {}

    static Map<String, Object> of(Workspace workspace, Status status, StatusRows rows) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "portolan.io/v1");
        document.put("kind", "Status");
        document.put("stack", workspace.stack().name());
        document.put("environment", workspace.stack().environment());
        document.put("provider", workspace.providerName());
        status.applied().ifPresent(a -> {
            Map<String, Object> applied = new LinkedHashMap<>();
            applied.put("plan", a.digest());
            applied.put("at", a.at().toString());
            applied.put("by", a.by());
            applied.put("complete", a.complete());
            document.put("applied", applied);
        });
        List<Object> resources = new ArrayList<>();
        rows.all().forEach(row -> resources.add(resource(row, status)));
        document.put("resources", resources);
        List<Object> blind = new ArrayList<>();
        status.blind()
                .forEach((what, why) ->
                        blind.add(Map.of("what", what, "code", why.code().name(), "message", why.message())));
        document.put("blind", blind);
        return document;
    }

    private static Map<String, Object> resource(Row row, Status status) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("key", row.key().toString());
        resource.put("state", row.state());
        resource.put("what", row.what());
        Found found = status.found().get(row.key());
        List<Object> parts = new ArrayList<>();
        if (found != null) {
            for (NativeId id : found.parts().keySet()) {
                parts.add(Map.of("part", id.part(), "id", id.value()));
            }
        }
        resource.put("native", parts);
        View<?> view = status.views().get(row.key());
        if (view != null) {
            resource.put("outputs", KnownOutputs.of(row.key(), new KnownOutputs.Source() {
                @Override
                public <T> Optional<T> get(Key key, Output<T> output) {
                    return Optional.ofNullable(view.outputs().get(output)).map(output.type()::cast);
                }
            }));
        }
        Health health = row.health();
        if (health != null) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("up", health.up());
            shown.put("of", health.parts().size());
            shown.put(
                    "parts",
                    health.parts().stream()
                            .map(p -> Map.of("name", p.name(), "up", p.isUp(), "detail", p.detail()))
                            .toList());
            resource.put("health", shown);
        }
        return resource;
    }
}
