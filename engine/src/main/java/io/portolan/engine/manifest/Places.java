package io.portolan.engine.manifest;

import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Turns the reader's marks, which count from zero within a document, into places of the file. */
final class Places {
    private final Chunk chunk;

    Places(Chunk chunk) {
        this.chunk = chunk;
    }

    /** Where an event begins: one character. */
    Location start(Event event) {
        Mark mark = event.getStartMark().orElseThrow();
        return location(mark, mark.getColumn() + 1);
    }

    /** A scalar: to its end or, where it goes on, to the end of its first line; a block scalar is its first character. */
    Location scalar(ScalarEvent scalar) {
        Mark start = scalar.getStartMark().orElseThrow();
        Mark end = scalar.getEndMark().orElseThrow();
        if (scalar.isLiteral() || scalar.isFolded()) {
            return location(start, start.getColumn() + 1);
        }
        if (end.getLine() == start.getLine()) {
            return location(start, Math.max(end.getColumn(), start.getColumn() + 1));
        }
        String line = chunk.source().line(line(start)).stripTrailing();
        return location(start, Math.max(line.codePointCount(0, line.length()), start.getColumn() + 1));
    }

    /** A flow collection: to its end where that is on the same line, else its first character. */
    Location flow(Location start, CollectionEndEvent event) {
        Mark end = event.getEndMark().orElseThrow();
        return line(end) == start.line()
                ? new Location(chunk.source(), start.line(), start.column(), end.getColumn() + 1)
                : start;
    }

    /** Hides a scalar in every excerpt; of a block scalar the lines below its first. */
    void hide(ScalarEvent scalar) {
        Mark start = scalar.getStartMark().orElseThrow();
        Mark end = scalar.getEndMark().orElseThrow();
        boolean block = scalar.isLiteral() || scalar.isFolded();
        chunk.source()
                .hide(line(start) + (block ? 1 : 0), block ? 1 : start.getColumn() + 1, line(end), end.getColumn() + 1);
    }

    private Location location(Mark start, int endColumn) {
        return new Location(chunk.source(), line(start), start.getColumn() + 1, endColumn + 1);
    }

    private int line(Mark mark) {
        return chunk.firstLine() + mark.getLine();
    }
}
