package io.portolan.baremetal.embedded;

import io.portolan.model.NativeId;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.toolkit.Marks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One thing of the cloud, as a list or an answer shows it. */
final class Native {
    private final String part;
    private final Map<String, Object> body;

    Native(String part, Map<String, Object> body) {
        this.part = part;
        this.body = body;
    }

    NativeId id() {
        return NativeId.of(part, text("id"));
    }

    String version() {
        return text("version");
    }

    String created() {
        return text("created");
    }

    Optional<Mark> mark() {
        var tags = new LinkedHashMap<String, String>();
        map("mark").forEach((name, value) -> tags.put(name, String.valueOf(value)));
        return Marks.fromTags(tags);
    }

    boolean isCloud() {
        return "cloud".equals(body.get("kind"));
    }

    /** The mark that it is to carry: how it came to be ours stays as it is, and what is not ours yet is taken over. */
    Map<String, String> marked(Mark wanted) {
        Mark.Origin origin = mark().filter(mark -> mark.owner().equals(wanted.owner()))
                .map(Mark::origin)
                .orElse(Mark.Origin.ADOPTED);
        return Marks.toTags(wanted.origin(origin));
    }

    boolean carries(Map<String, String> tags) {
        return map("mark").equals(tags);
    }

    /** A field that is always there. */
    String text(String field) {
        return optionalText(field).orElseThrow(() -> new IllegalStateException(part + " without " + field));
    }

    Optional<String> optionalText(String field) {
        return Optional.ofNullable(body.get(field)).map(String.class::cast);
    }

    Optional<Long> number(String field) {
        return Optional.ofNullable(body.get(field)).map(Number.class::cast).map(Number::longValue);
    }

    Optional<NativeId> reference(String field, String kind) {
        return optionalText(field).map(id -> NativeId.of(kind, id));
    }

    boolean has(String field) {
        return body.get(field) != null;
    }

    NativeValue value(String field) {
        return NativeValue.of(body.get(field));
    }

    @SuppressWarnings("unchecked") // the cloud's lists of texts
    List<String> texts(String field) {
        Object value = body.get(field);
        return value == null ? List.of() : (List<String>) value;
    }

    /** The objects of a list; none where the field is absent. */
    List<Native> objects(String field) {
        Object value = body.get(field);
        return value == null
                ? List.of()
                : ((List<?>) value)
                        .stream().map(item -> of(part + " " + field, item)).toList();
    }

    /** An object within this one. */
    Optional<Native> object(String field) {
        return Optional.ofNullable(body.get(field)).map(item -> of(part + " " + field, item));
    }

    Map<String, Object> map(String field) {
        return object(field).map(object -> object.body).orElse(Map.of());
    }

    @SuppressWarnings("unchecked") // the cloud's objects
    private static Native of(String part, Object item) {
        return new Native(part, (Map<String, Object>) item);
    }

    @Override
    public String toString() {
        return part + " " + body.get("id");
    }
}
