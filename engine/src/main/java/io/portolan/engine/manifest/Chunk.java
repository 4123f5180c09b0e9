package io.portolan.engine.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of one document of a file. Files are split before they are parsed, so that a broken document doesn't hide the others'
 * mistakes: a line that begins with three hyphens can stand nowhere else in YAML.
 *
 * @param start the line of its first content; what the reader's marks count from is {@code firstLine}
 */
record Chunk(SourceFile source, int firstLine, int start, String text) {

    static List<Chunk> of(SourceFile source) {
        List<Chunk> chunks = new ArrayList<>();
        List<String> lines = source.lines();
        int from = 0;
        for (int i = 0; i <= lines.size(); i++) {
            if (i == lines.size() || (i > from && isMarker(lines.get(i), "---")) || endsBefore(lines, i)) {
                add(chunks, source, from, i);
                from = i;
            }
        }
        return chunks;
    }

    private static boolean endsBefore(List<String> lines, int i) {
        return i > 0 && isMarker(lines.get(i - 1), "...");
    }

    private static void add(List<Chunk> chunks, SourceFile source, int from, int to) {
        List<String> lines = source.lines().subList(from, to);
        if (lines.stream().allMatch(Chunk::isEmpty)) {
            return;
        }
        int start = from + 1;
        for (String line : lines) {
            if (!isEmpty(line)) {
                break;
            }
            start += line.startsWith("---") ? 1 : 0;
        }
        chunks.add(new Chunk(source, from + 1, start, String.join("\n", lines) + "\n"));
    }

    private static boolean isMarker(String line, String marker) {
        return line.startsWith(marker) && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '\t');
    }

    private static boolean isEmpty(String line) {
        String body = isMarker(line, "---") || isMarker(line, "...") ? line.substring(3) : line;
        String text = body.strip();
        return text.isEmpty() || text.startsWith("#") || line.startsWith("%YAML 1.");
    }
}
