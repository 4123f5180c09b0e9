package io.portolan.engine.manifest;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One mistake in a manifest: code, place, message, a remark on the place, what was probably meant, what to do. Never a secret. */
public final class Diagnostic {
    /** How much it matters. */
    public enum Severity {
        /** Nothing is planned while it is there. */
        ERROR,
        /** Worth a look. */
        WARNING
    }

    private record Body(
            String code,
            Severity severity,
            Location location,
            String path,
            String message,
            @Nullable String cause,
            @Nullable String suggestion,
            List<String> help) {

        Body {
            message = Texts.line(message);
            cause = cause == null ? null : Texts.line(cause);
            suggestion = suggestion == null ? null : Texts.line(suggestion);
            help = help.stream().map(Texts::line).toList();
        }
    }

    private final Body b;

    private Diagnostic(Body b) {
        this.b = b;
    }

    /** An error at this place; the message is one sentence without a final dot. */
    static Diagnostic of(String code, Location location, String message) {
        return new Diagnostic(
                new Body(requireNonNull(code, "code"), Severity.ERROR, location, "", message, null, null, List.of()));
    }

    /** A problem of the model, at the place where its field stands. */
    static Diagnostic of(Problem problem, Location location, String path) {
        return new Diagnostic(new Body(
                problem.code(),
                Severity.ERROR,
                location,
                path,
                problem.message(),
                problem.cause().orElse(null),
                problem.suggestion().orElse(null),
                problem.help()));
    }

    Diagnostic warning() {
        return new Diagnostic(
                new Body(b.code, Severity.WARNING, b.location, b.path, b.message, b.cause, b.suggestion, b.help));
    }

    Diagnostic at(String path) {
        return new Diagnostic(new Body(b.code, b.severity, b.location, path, b.message, b.cause, b.suggestion, b.help));
    }

    Diagnostic because(@Nullable String text) {
        return new Diagnostic(new Body(b.code, b.severity, b.location, b.path, b.message, text, b.suggestion, b.help));
    }

    Diagnostic meant(@Nullable String text) {
        return new Diagnostic(new Body(b.code, b.severity, b.location, b.path, b.message, b.cause, text, b.help));
    }

    /** The same with further lines that say what to do. */
    Diagnostic help(String... lines) {
        return help(List.of(lines));
    }

    Diagnostic help(List<String> lines) {
        List<String> all = new ArrayList<>(b.help);
        all.addAll(lines);
        return new Diagnostic(
                new Body(b.code, b.severity, b.location, b.path, b.message, b.cause, b.suggestion, List.copyOf(all)));
    }

    /** The stable code, {@code P0nn}. */
    public String code() {
        return b.code;
    }

    /** How much it matters. */
    public Severity severity() {
        return b.severity;
    }

    /** Where it stands. */
    public Location location() {
        return b.location;
    }

    /** The field, as {@code LoadBalancer/web.spec.network}; empty where no field could be read. */
    public String path() {
        return b.path;
    }

    /** What is wrong, one sentence. */
    public String message() {
        return b.message;
    }

    /** A short remark on the very place. */
    public Optional<String> cause() {
        return Optional.ofNullable(b.cause);
    }

    /** What was probably meant, to be put in place of what is there. */
    public Optional<String> suggestion() {
        return Optional.ofNullable(b.suggestion);
    }

    /** What to do, a line each. */
    public List<String> help() {
        return b.help;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Diagnostic d && b.equals(d.b);
    }

    @Override
    public int hashCode() {
        return b.hashCode();
    }

    @Override
    public String toString() {
        return b.code + " " + b.location + ": " + b.message;
    }
}
