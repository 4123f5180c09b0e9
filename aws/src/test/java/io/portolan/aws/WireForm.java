package io.portolan.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A recorded answer, which was kept as a tree by the names of members, in the form that it had on the wire: the XML that AWS's service model says. Members
 * that the model does not know are left out and counted.
 */
final class WireForm {
    private final JsonNode model;
    private final StringBuilder xml = new StringBuilder();
    private int unknown;

    private WireForm(JsonNode model) {
        this.model = model;
    }

    /** The body of an operation's answer. */
    static String of(JsonNode model, String operation, JsonNode data) {
        WireForm form = new WireForm(model);
        JsonNode output = model.path("operations").path(operation).path("output");
        form.xml.append('<').append(operation).append("Response>");
        JsonNode wrapper = output.path("resultWrapper");
        if (wrapper.isTextual()) {
            form.xml.append('<').append(wrapper.asText()).append('>');
        }
        form.structure(output, data);
        if (wrapper.isTextual()) {
            form.xml.append("</").append(wrapper.asText()).append('>');
        }
        return form.xml.append("</").append(operation).append("Response>").toString();
    }

    /** How many of the recorded members the model does not know for this operation. */
    static int unknown(JsonNode model, String operation, JsonNode data) {
        WireForm form = new WireForm(model);
        form.structure(model.path("operations").path(operation).path("output"), data);
        return form.unknown;
    }

    /** The members of an operation's answer that stand in its headers. */
    static Map<String, String> headers(JsonNode model, String operation, JsonNode data) {
        Map<String, String> headers = new TreeMap<>();
        model.path("operations")
                .path(operation)
                .path("output")
                .path("members")
                .properties()
                .forEach(member -> {
                    if (isHeader(member.getValue()) && data.has(member.getKey())) {
                        headers.put(
                                member.getValue().path("locationName").asText(),
                                data.path(member.getKey()).asText());
                    }
                });
        return headers;
    }

    private static boolean isHeader(JsonNode member) {
        return member.path("location").asText().equals("header");
    }

    static JsonNode resolved(JsonNode model, JsonNode shape) {
        return shape.has("shape")
                ? model.path("shapes").path(shape.path("shape").asText())
                : shape;
    }

    /** A point in time as recordings have it: as text, or as the fields of Python's datetime; empty where it was replaced by a word. */
    static Optional<Instant> instant(JsonNode node) {
        if (node.isTextual()) {
            try {
                return Optional.of(
                        OffsetDateTime.parse(node.asText().replace(' ', 'T')).toInstant());
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
        return Optional.of(LocalDateTime.of(
                        node.path("year").asInt(),
                        node.path("month").asInt(),
                        node.path("day").asInt(),
                        node.path("hour").asInt(),
                        node.path("minute").asInt(),
                        node.path("second").asInt(),
                        node.path("microsecond").asInt() / 1000 * 1_000_000)
                .toInstant(ZoneOffset.UTC));
    }

    private void structure(JsonNode shape, JsonNode data) {
        JsonNode members = resolved(model, shape).path("members");
        for (Map.Entry<String, JsonNode> field : data.properties()) {
            JsonNode member = members.path(field.getKey());
            if (member.isMissingNode()) {
                unknown += field.getKey().equals("ResponseMetadata") ? 0 : 1;
            } else if (!field.getValue().isNull() && !isHeader(member)) {
                JsonNode at = member.path("locationName");
                value(at.isTextual() ? at.asText() : field.getKey(), member, field.getValue());
            }
        }
    }

    private void value(String name, JsonNode shape, JsonNode data) {
        JsonNode resolved = resolved(model, shape);
        String type = resolved.path("type").asText("string");
        boolean flat = resolved.path("flattened").asBoolean()
                || shape.path("flattened").asBoolean();
        if (type.equals("list") && flat) {
            data.forEach(item -> value(name, resolved.path("member"), item));
            return;
        }
        xml.append('<').append(name).append('>');
        switch (type) {
            case "structure" -> structure(resolved, data);
            case "list" -> {
                JsonNode member = resolved.path("member");
                String item = member.path("locationName").asText("member");
                data.forEach(one -> value(item, member, one));
            }
            case "timestamp" -> instant(data).ifPresent(xml::append);
            default -> text(data.asText());
        }
        xml.append("</").append(name).append('>');
    }

    private void text(String text) {
        xml.append(text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;"));
    }
}
