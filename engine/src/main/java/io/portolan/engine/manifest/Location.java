package io.portolan.engine.manifest;

import java.util.Objects;

/** A place in a manifest: a file, and a range on one of its lines. Lines and columns are counted from 1, columns in characters. */
public final class Location implements Comparable<Location> {
    private final SourceFile source;
    private final int line;
    private final int column;
    private final int endColumn;

    Location(SourceFile source, int line, int column, int endColumn) {
        this.source = source;
        this.line = line;
        this.column = column;
        this.endColumn = Math.max(endColumn, column);
    }

    /** A place outside of any file, such as a flag of the command line; it has no line. */
    static Location outside(String shown) {
        return new Location(SourceFile.outside(shown), 0, 0, 0);
    }

    /** The file, by its name within the stack's folder. */
    public String file() {
        return source.name();
    }

    /** The line; 0 where there is none. */
    public int line() {
        return line;
    }

    /** The first column. */
    public int column() {
        return column;
    }

    /** The column after the last one. */
    public int endColumn() {
        return endColumn;
    }

    SourceFile source() {
        return source;
    }

    /** The part of it that begins so many characters in. */
    Location part(int offset, int length) {
        int from = Math.min(column + offset, endColumn);
        return new Location(source, line, from, Math.min(from + length, endColumn));
    }

    /** The place as seen from another: {@code line 5}, or with the file's name where that differs. */
    String from(Location other) {
        return source == other.source ? "line " + line : line == 0 ? file() : file() + ":" + line;
    }

    @Override
    public int compareTo(Location o) {
        int byFile = file().compareTo(o.file());
        int byLine = byFile != 0 ? byFile : Integer.compare(line, o.line);
        return byLine != 0 ? byLine : Integer.compare(column, o.column);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Location l
                && file().equals(l.file())
                && line == l.line
                && column == l.column
                && endColumn == l.endColumn;
    }

    @Override
    public int hashCode() {
        return Objects.hash(file(), line, column);
    }

    /** {@code web.yaml:10:16}; the file alone where there is no line. */
    @Override
    public String toString() {
        return line == 0 ? file() : file() + ":" + line + ":" + column;
    }
}
