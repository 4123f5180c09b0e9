package io.portolan.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import io.portolan.Failure;
import io.portolan.FieldChange;
import io.portolan.Impact;
import io.portolan.Plan;
import io.portolan.PlannedChange;
import io.portolan.PlannedStep;
import io.portolan.Refusal;
import io.portolan.Waiting;
import io.portolan.model.Durations;
import io.portolan.model.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.EnumMap;
import java.util.Map;

/** A plan as JSON, {@code apiVersion: portolan.io/v1}. Fields are only added within v1. The same for equal plans, but for the read count. */
public final class PlanJson {
    private PlanJson() {}

    /** Writes the plan as one document. Does not close the writer. */
    public static void write(Plan plan, Writer out) {
        try (JsonGenerator json = Json.generator(out)) {
            json.configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
            write(plan, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Plan plan, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("apiVersion", "portolan.io/v1");
        json.writeStringField("kind", "Plan");
        int slash = plan.owner().indexOf('/');
        json.writeStringField("stack", slash < 0 ? plan.owner() : plan.owner().substring(0, slash));
        json.writeStringField("environment", slash < 0 ? "" : plan.owner().substring(slash + 1));
        json.writeStringField("digest", plan.digest());
        json.writeStringField("provider", plan.provider());
        json.writeFieldName("identity");
        Json.write(json, plan.identity());
        summary(plan, json);
        json.writeArrayFieldStart("resources");
        for (PlannedChange change : plan.changes()) {
            change(change, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("steps");
        for (PlannedStep step : plan.steps()) {
            step(step, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("refused");
        for (Refusal refusal : plan.refusals()) {
            json.writeStartObject();
            json.writeStringField("why", refusal.why().name());
            json.writeStringField("key", refusal.key().map(Key::toString).orElse(""));
            json.writeStringField("message", refusal.message());
            json.writeFieldName("do");
            Json.write(json, refusal.help());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("waiting");
        for (Waiting waiting : plan.waiting()) {
            json.writeStartObject();
            json.writeStringField("key", waiting.key().toString());
            json.writeStringField("why", waiting.why());
            json.writeStringField("again", Durations.format(waiting.again()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("blind");
        for (Map.Entry<String, Failure> blind : plan.blind().entrySet()) {
            json.writeStartObject();
            json.writeStringField("what", blind.getKey());
            json.writeStringField("code", blind.getValue().code().name());
            json.writeStringField("message", blind.getValue().message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeFieldName("notes");
        Json.write(json, plan.notes());
        json.writeNumberField("reads", plan.reads());
        json.writeEndObject();
    }

    private static void summary(Plan plan, JsonGenerator json) throws IOException {
        Map<PlannedChange.Action, Integer> counts = new EnumMap<>(PlannedChange.Action.class);
        plan.changes().forEach(c -> counts.merge(c.action(), 1, Integer::sum));
        json.writeObjectFieldStart("summary");
        json.writeNumberField("create", counts.getOrDefault(PlannedChange.Action.CREATE, 0));
        json.writeNumberField("change", counts.getOrDefault(PlannedChange.Action.CHANGE, 0));
        json.writeNumberField("replace", counts.getOrDefault(PlannedChange.Action.REPLACE, 0));
        json.writeNumberField("adopt", counts.getOrDefault(PlannedChange.Action.ADOPT, 0));
        json.writeNumberField("delete", counts.getOrDefault(PlannedChange.Action.DELETE, 0));
        json.writeNumberField("keep", counts.getOrDefault(PlannedChange.Action.KEEP, 0));
        json.writeNumberField("refused", plan.refusals().size());
        json.writeNumberField("waiting", plan.waiting().size());
        json.writeEndObject();
    }

    private static void change(PlannedChange change, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("key", change.key().toString());
        json.writeStringField("action", change.action().name().toLowerCase(java.util.Locale.ROOT));
        if (!change.fields().isEmpty()) {
            json.writeArrayFieldStart("fields");
            for (FieldChange field : change.fields()) {
                json.writeStartObject();
                json.writeStringField("path", field.path().toString());
                json.writeStringField("from", field.from());
                json.writeStringField("to", field.to());
                json.writeBooleanField("left", field.left());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (!change.note().isEmpty()) {
            json.writeStringField("note", change.note());
        }
        json.writeEndObject();
    }

    private static void step(PlannedStep step, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", step.id());
        json.writeStringField("part", step.retire() ? "retire" : "make");
        json.writeStringField("kind", step.kind().name().toLowerCase(java.util.Locale.ROOT));
        json.writeStringField("call", step.call());
        json.writeStringField("summary", step.summary());
        json.writeArrayFieldStart("keys");
        for (Key key : step.keys()) {
            json.writeString(key.toString());
        }
        json.writeEndArray();
        json.writeFieldName("after");
        Json.write(json, step.after());
        json.writeFieldName("arguments");
        Json.write(json, step.arguments());
        json.writeStringField("repeat", step.repeat());
        json.writeFieldName("impact");
        Json.write(json, step.impacts().stream().map(Impact::name).toList());
        if (!step.until().isEmpty()) {
            json.writeStringField("until", step.until());
        }
        json.writeStringField("digest", "sha256:" + step.digest());
        json.writeEndObject();
    }
}
