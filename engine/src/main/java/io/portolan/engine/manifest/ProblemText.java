package io.portolan.engine.manifest;

import java.util.Locale;
import java.util.Optional;

/** Writes problems in the shape of rustc: code, place, excerpt, cause, what to do. For 100 columns. */
final class ProblemText {
    private static final int WIDTH = 100;
    /** Where the exit code ends on the last line. */
    private static final int EXIT = 97;

    private final StringBuilder out = new StringBuilder();
    private final int digits;

    private ProblemText(int digits) {
        this.digits = digits;
    }

    static String of(Problems problems) {
        if (problems.all().isEmpty()) {
            return "";
        }
        int last =
                problems.all().stream().mapToInt(d -> d.location().line()).max().orElse(0);
        ProblemText text = new ProblemText(Math.max(2, Integer.toString(last).length()));
        boolean first = true;
        for (Diagnostic problem : problems.all()) {
            text.problem(problem, first);
            first = false;
        }
        text.summary(problems);
        return text.out.toString();
    }

    /** The first excerpt has an empty line in its margin, so that the eye finds the margin; the others do without. */
    private void problem(Diagnostic problem, boolean first) {
        Location at = problem.location();
        String word = problem.severity().name().toLowerCase(Locale.ROOT);
        out.append(word)
                .append('[')
                .append(problem.code())
                .append("]: ")
                .append(problem.message())
                .append('\n');
        out.append(" ".repeat(digits)).append("--> ").append(at.source().shown());
        if (at.line() > 0) {
            out.append(':').append(at.line()).append(':').append(at.column());
        }
        out.append('\n');
        if (at.line() > 0) {
            excerpt(problem, first);
        } else {
            remark(problem).ifPresent(this::help);
        }
        problem.help().forEach(this::help);
        out.append('\n');
    }

    private void excerpt(Diagnostic problem, boolean first) {
        Location at = problem.location();
        Excerpt excerpt = Excerpt.of(at, WIDTH - digits - 3);
        String margin = " ".repeat(digits) + " |";
        if (first) {
            out.append(margin).append('\n');
        }
        String number = Integer.toString(at.line());
        out.append(" ".repeat(digits - number.length()))
                .append(number)
                .append(" | ")
                .append(excerpt.text())
                .append('\n');
        out.append(margin).append(' ').append(" ".repeat(excerpt.column())).append("^".repeat(excerpt.length()));
        remark(problem).ifPresent(r -> out.append(' ').append(r));
        out.append('\n');
    }

    private void help(String line) {
        out.append(" ".repeat(digits)).append(" = ").append(line).append('\n');
    }

    private static Optional<String> remark(Diagnostic problem) {
        Optional<String> meant = problem.suggestion().map(s -> "did you mean `" + s + "`?");
        return meant.isEmpty()
                ? problem.cause()
                : Optional.of(meant.get() + problem.cause().map(c -> " " + c).orElse(""));
    }

    private void summary(Problems problems) {
        int errors = problems.errors();
        int warnings = problems.warnings();
        String counted = (errors > 0 ? count(errors, "error") : "")
                + (errors > 0 && warnings > 0 ? " and " : "")
                + (warnings > 0 ? count(warnings, "warning") : "");
        String line = counted + " in " + count(problems.files(), "file") + ", "
                + count(problems.documents(), "document") + ".";
        if (errors > 0) {
            String exit = "(exit 3)";
            line += " Nothing was called.";
            line += " ".repeat(Math.max(1, EXIT - line.length() - exit.length())) + exit;
        }
        out.append(line).append('\n');
    }

    private static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}
