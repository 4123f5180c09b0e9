package io.portolan.engine.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Writes problems as one JSON document. Fields are only ever added. */
final class ProblemJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ProblemJson() {}

    static String of(Problems problems) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("apiVersion", "portolan.io/v1");
            json.writeStringField("kind", "Problems");
            json.writeArrayFieldStart("problems");
            for (Diagnostic problem : problems.all()) {
                write(problem, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toString();
    }

    private static void write(Diagnostic problem, JsonGenerator json) throws IOException {
        Location at = problem.location();
        json.writeStartObject();
        json.writeStringField("code", problem.code());
        json.writeStringField("severity", problem.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringField("file", at.file());
        if (at.line() > 0) {
            json.writeNumberField("line", at.line());
            json.writeNumberField("column", at.column());
            json.writeNumberField("endColumn", at.endColumn());
        }
        if (!problem.path().isEmpty()) {
            json.writeStringField("path", problem.path());
        }
        json.writeStringField("message", problem.message());
        if (problem.cause().isPresent()) {
            json.writeStringField("cause", problem.cause().get());
        }
        if (problem.suggestion().isPresent()) {
            json.writeStringField("suggestion", problem.suggestion().get());
        }
        if (!problem.help().isEmpty()) {
            json.writeArrayFieldStart("help");
            for (String line : problem.help()) {
                json.writeString(line);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
