package io.portolan.engine.manifest;

import java.util.ArrayList;
import java.util.List;

/** One line of a file as it is shown: without secrets, and cut where it is too wide. The columns of the place move with it. */
record Excerpt(String text, int column, int length) {

    /** The line of this place in at most this many characters. */
    static Excerpt of(Location at, int width) {
        Excerpt whole = masked(at);
        if (whole.text.length() <= width) {
            return whole;
        }
        Excerpt elided = whole.elided();
        return elided.text.length() <= width ? elided : elided.window(width);
    }

    private static Excerpt masked(Location at) {
        List<int[]> hidden = at.source().hidden(at.line());
        int[] characters =
                at.source().line(at.line()).stripTrailing().codePoints().toArray();
        StringBuilder text = new StringBuilder();
        int from = -1;
        int to = -1;
        boolean inside = false;
        for (int i = 0; i < characters.length; i++) {
            int column = i + 1;
            boolean hide = hidden.stream().anyMatch(r -> column >= r[0] && column < r[1]);
            if (column == at.column()) {
                from = hide && inside ? text.length() - SourceFile.MASK.length() : text.length();
            }
            if (hide && !inside) {
                text.append(SourceFile.MASK);
            } else if (!hide) {
                text.append(shown(characters[i]));
            }
            inside = hide;
            if (column == at.endColumn() - 1) {
                to = text.length();
            }
        }
        int start = from < 0 ? text.length() : from;
        return new Excerpt(text.toString(), start, Math.max(1, (to < 0 ? start + 1 : to) - start));
    }

    private static String shown(int character) {
        return Character.isISOControl(character)
                ? character == '\t' ? " " : "?"
                : Character.isSupplementaryCodePoint(character) ? "?" : Character.toString(character);
    }

    /** Leaves away what stands between the first field of a one-line collection, which names it, and the one that is spoken of. */
    private Excerpt elided() {
        List<int[]> entries = entries();
        for (int i = 2; i < entries.size(); i++) {
            int start = entries.get(i)[0];
            if (column >= start && column < entries.get(i)[1]) {
                String head = text.substring(0, entries.get(0)[1]) + ", ... ";
                return new Excerpt(head + text.substring(start), column - start + head.length(), length);
            }
        }
        return this;
    }

    /** The start and end of each entry of the line's outermost collection. */
    private List<int[]> entries() {
        List<int[]> entries = new ArrayList<>();
        int depth = 0;
        int start = -1;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '{' || c == '[') {
                start = depth++ == 0 ? i + 1 : start;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            boolean ends = (depth == 0 && (c == '}' || c == ']')) || (depth == 1 && c == ',');
            if (quote == 0 && start >= 0 && ends) {
                int first = start;
                while (first < i && text.charAt(first) == ' ') {
                    first++;
                }
                entries.add(new int[] {first, i});
                start = i + 1;
                if (depth == 0) {
                    break;
                }
            }
        }
        return entries;
    }

    private Excerpt window(int width) {
        int from = Math.max(0, Math.min(column - width / 3, text.length() - width));
        int to = Math.min(text.length(), from + width);
        String head = from > 0 ? "..." : "";
        String tail = to < text.length() ? "..." : "";
        String part =
                head + text.substring(from + head.length(), Math.max(from + head.length(), to - tail.length())) + tail;
        int start = Math.min(column - from, part.length() - 1);
        return new Excerpt(part, start, Math.max(1, Math.min(length, part.length() - start)));
    }
}
