package io.portolan.engine.manifest;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says in plain words why YAML can't read a document. Repeats nothing of the document but single characters. */
final class YamlMistakes {
    private YamlMistakes() {}

    static String unchecked(Chunk chunk) {
        return "the rest of this document (from line " + chunk.start() + ") was not checked";
    }

    static Diagnostic of(YamlEngineException e, Chunk chunk) {
        PlainSecrets.hideIn(chunk);
        if (!(e instanceof MarkedYamlEngineException marked)) {
            Location at = new Location(chunk.source(), chunk.start(), 1, 2);
            return problem(at, "YAML can't read this document", chunk);
        }
        Mark mark = marked.getProblemMark().or(marked::getContextMark).orElseThrow();
        int line = chunk.firstLine() + mark.getLine();
        String rest = rest(chunk.source().line(line), mark.getColumn());
        int most = Math.max(1, chunk.source().lines().size());
        Location at = new Location(chunk.source(), Math.min(line, most), mark.getColumn() + 1, mark.getColumn() + 2);
        return explain(marked.getProblem(), rest, at, chunk);
    }

    private static Diagnostic explain(String problem, String rest, Location at, Chunk chunk) {
        if (problem.contains("TAB") || rest.startsWith("\t")) {
            return problem(at, "a tab can't indent YAML, so this document can't be read", chunk)
                    .because("use spaces");
        }
        if (problem.contains("that cannot start any token") && !rest.isEmpty()) {
            String character = rest.substring(0, rest.offsetByCodePoints(0, 1));
            String word = rest.split("[\\s,\\]}]", 2)[0];
            boolean repeat =
                    word.length() <= 30 && at.source().hidden(at.line()).isEmpty();
            return problem(at, "YAML keeps \"" + character + "\" for itself, so this document can't be read", chunk)
                    .because(repeat ? "put it in quotes: \"" + word.replace("\"", "\\\"") + "\"" : "put it in quotes");
        }
        if (problem.contains("mapping values are not allowed here")) {
            return problem(at, "a colon can't stand here, so this document can't be read", chunk)
                    .because("put the text in quotes, or look at the indentation");
        }
        return problem(at, "this is not YAML, so this document can't be read", chunk)
                .because(problem.replaceAll("\\p{Cntrl}", "?"));
    }

    private static Diagnostic problem(Location at, String message, Chunk chunk) {
        return Diagnostic.of("P001", at, message).help(unchecked(chunk));
    }

    private static String rest(String line, int column) {
        int length = line.codePointCount(0, line.length());
        return column >= length ? "" : line.substring(line.offsetByCodePoints(0, column));
    }

    /** A character that can stand in no YAML document. */
    static Optional<Diagnostic> oddCharacter(Chunk chunk) {
        String text = chunk.text();
        int line = chunk.firstLine();
        int column = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == '\n') {
                line++;
                column = 1;
            } else if (!isPrintable(c)) {
                PlainSecrets.hideIn(chunk);
                Location at = new Location(chunk.source(), line, column, column + 1);
                return Optional.of(problem(
                        at, "the character U+" + String.format("%04X", c) + " can't stand in a manifest", chunk));
            } else {
                column++;
            }
        }
        return Optional.empty();
    }

    private static boolean isPrintable(int c) {
        return (c >= 0x20 && c <= 0x7e)
                || c == '\t'
                || c == 0x85
                || (c >= 0xa0 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd && c != 0xfeff)
                || c >= 0x10000;
    }
}
