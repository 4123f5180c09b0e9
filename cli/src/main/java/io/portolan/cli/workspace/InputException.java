package io.portolan.cli.workspace;

import io.portolan.engine.Json;
import io.portolan.engine.manifest.Location;
import io.portolan.engine.manifest.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The input is wrong: manifests, settings, flags. Nothing was called. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final String json;

    private InputException(String message, String text, String json) {
        super(message);
        this.text = text;
        this.json = json;
    }

    /** The problems of manifests. */
    public static InputException of(Problems problems) {
        return new InputException(problems.toString(), problems.text(), problems.json());
    }

    /** One problem of a flag, an environment variable or a setting. */
    public static InputException of(String code, String message, String... help) {
        return at(null, code, message, help);
    }

    /** One problem at a place in a file. */
    public static InputException at(@Nullable Location location, String code, String message, String... help) {
        StringBuilder text = new StringBuilder("error[" + code + "]: " + message + "\n");
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("code", code);
        problem.put("severity", "error");
        if (location != null) {
            text.append("  --> ").append(location).append('\n');
            problem.put("file", location.file());
            problem.put("line", location.line());
            problem.put("column", location.column());
            problem.put("endColumn", location.endColumn());
        }
        problem.put("message", message);
        if (help.length > 0) {
            List.of(help).forEach(line -> text.append("   = ").append(line).append('\n'));
            problem.put("help", List.of(help));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "portolan.io/v1");
        document.put("kind", "Problems");
        document.put("problems", List.of(problem));
        return new InputException(message, text.toString(), Json.write(document));
    }

    /** For people; ends with a line feed. */
    public String text() {
        return text;
    }

    /** For programs, on one line. */
    public String json() {
        return json;
    }
}
