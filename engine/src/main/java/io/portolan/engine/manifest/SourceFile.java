package io.portolan.engine.manifest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A text that was read, by lines, with the ranges in it that must not be shown. */
final class SourceFile {
    /** What stands in place of a secret. */
    static final String MASK = "***";

    private final String name;
    private final String shown;
    private final Path folder;
    private final List<String> lines;
    private final Map<Integer, List<int[]>> masks = new HashMap<>();

    /**
     * A file.
     *
     * @param name its name within the stack's folder
     * @param shown its path as the user gave it
     * @param folder what paths in it are relative to
     * @param text its text with line feeds only
     */
    SourceFile(String name, String shown, Path folder, String text) {
        this.name = name;
        this.shown = shown;
        this.folder = folder;
        this.lines = List.of(text.split("\n", -1));
    }

    /** A place outside of any file, such as a flag of the command line. */
    static SourceFile outside(String shown) {
        return new SourceFile(shown, shown, Path.of(""), "");
    }

    String name() {
        return name;
    }

    String shown() {
        return shown;
    }

    Path folder() {
        return folder;
    }

    List<String> lines() {
        return lines;
    }

    /** The line of this number, from 1; empty beyond the end. */
    String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    /** Hides what lies in this range, in every excerpt from now on. Lines are whole but for the first and the last. */
    void hide(int line, int column, int endLine, int endColumn) {
        for (int i = line; i <= Math.min(endLine, lines.size()); i++) {
            int from = i == line ? column : 1;
            int to = i == endLine ? endColumn : Integer.MAX_VALUE;
            if (from < to) {
                masks.computeIfAbsent(i, x -> new ArrayList<>()).add(new int[] {from, to});
            }
        }
    }

    /** The hidden ranges of a line: columns from 1, the end exclusive. */
    List<int[]> hidden(int line) {
        return masks.getOrDefault(line, List.of());
    }
}
