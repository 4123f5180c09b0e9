package io.portolan.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One mistake in the input, with its place in the spec and what to do about it. Never carries a secret's text.
 *
 * <p>Codes are stable within a major version: {@code P0nn}. The list is in the manual ({@code docs/manifest.md}).
 */
public final class Problem {
    private final String code;
    private final FieldPath path;
    private final String message;
    private final @Nullable String cause;
    private final @Nullable FieldPath about;
    private final @Nullable String suggestion;
    private final List<String> help;

    private Problem(
            String code,
            FieldPath path,
            String message,
            @Nullable String cause,
            @Nullable FieldPath about,
            @Nullable String suggestion,
            List<String> help) {
        this.code = requireNonNull(code, "code");
        this.path = requireNonNull(path, "path");
        this.message = requireNonNull(message, "message");
        this.cause = cause;
        this.about = about;
        this.suggestion = suggestion;
        this.help = List.copyOf(help);
    }

    /** A problem; the message is one sentence without a final dot. */
    public static Problem of(String code, FieldPath path, String message) {
        return new Problem(code, path, message, null, null, null, List.of());
    }

    /** The same with a short remark on the very place ("not inside 10.20.0.0/16"). */
    public Problem because(String text) {
        return new Problem(code, path, message, text, about, suggestion, help);
    }

    /** The same with a short remark that speaks of another field of the spec; where the input has lines, its line is added. */
    public Problem because(String text, FieldPath other) {
        return new Problem(code, path, message, text, requireNonNull(other, "other"), suggestion, help);
    }

    /** The same with the text that was probably meant. */
    public Problem meant(String text) {
        return new Problem(code, path, message, cause, about, text, help);
    }

    /** The same with lines that say what to do. */
    public Problem help(String... lines) {
        return new Problem(code, path, message, cause, about, suggestion, List.of(lines));
    }

    /** The same at a place within another spec or document: its path is put behind this one. */
    public Problem under(FieldPath parent) {
        return new Problem(
                code, join(parent, path), message, cause, about == null ? null : join(parent, about), suggestion, help);
    }

    private static FieldPath join(FieldPath parent, FieldPath child) {
        String inner = child.toString();
        return inner.isEmpty() ? parent : inner.startsWith("[") ? FieldPath.of(parent + inner) : parent.field(inner);
    }

    /** The stable code, {@code P0nn}. */
    public String code() {
        return code;
    }

    /** The place within the spec. */
    public FieldPath path() {
        return path;
    }

    /** What is wrong. */
    public String message() {
        return message;
    }

    /** A short remark on the place itself. */
    public Optional<String> cause() {
        return Optional.ofNullable(cause);
    }

    /** Another field that the remark speaks of. */
    public Optional<FieldPath> about() {
        return Optional.ofNullable(about);
    }

    /** What was probably meant, to be put in place of what is there. */
    public Optional<String> suggestion() {
        return Optional.ofNullable(suggestion);
    }

    /** What to do, a line each. */
    public List<String> help() {
        return help;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Problem p
                && code.equals(p.code)
                && path.equals(p.path)
                && message.equals(p.message)
                && Objects.equals(cause, p.cause)
                && Objects.equals(about, p.about)
                && Objects.equals(suggestion, p.suggestion)
                && help.equals(p.help);
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, path, message);
    }

    @Override
    public String toString() {
        return code + " " + path + ": " + message;
    }
}
