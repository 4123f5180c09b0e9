package io.portolan.baremetal.cloud;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of the log: what one call made durable.
 *
 * @param number counts calls that changed something
 * @param puts documents as they are afterwards
 * @param deletes documents that are no more
 */
record Change(long number, List<Document> puts, List<Document> deletes) {
    void applyTo(State state) {
        puts.forEach(state::put);
        deletes.forEach(document -> state.remove(document.kind(), document.id()));
    }

    int size() {
        return puts.size() + deletes.size();
    }

    String toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("number", number);
        json.put(
                "put",
                puts.stream()
                        .map(put -> Map.of("kind", put.kind(), "id", put.id(), "body", put.body()))
                        .toList());
        json.put(
                "delete",
                deletes.stream()
                        .map(delete -> Map.of("kind", delete.kind(), "id", delete.id()))
                        .toList());
        return Json.write(json);
    }

    static Change fromJson(String text) throws IOException {
        Map<String, Object> json = Json.object(text);
        if (!(json.get("number") instanceof Long number)) {
            throw new IOException("a line without a number");
        }
        var puts = new ArrayList<Document>();
        for (Map<String, Object> put : Json.objects(json.get("put"))) {
            puts.add(new Document(Json.text(put, "kind"), Json.text(put, "id"), Json.map(put.get("body"))));
        }
        var deletes = new ArrayList<Document>();
        for (Map<String, Object> delete : Json.objects(json.get("delete"))) {
            deletes.add(new Document(Json.text(delete, "kind"), Json.text(delete, "id"), Map.of()));
        }
        return new Change(number, puts, deletes);
    }

    @Override
    public String toString() {
        return "change " + number + " " + puts + " " + deletes;
    }
}
