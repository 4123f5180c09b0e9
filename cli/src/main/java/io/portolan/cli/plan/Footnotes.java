package io.portolan.cli.plan;

import io.portolan.PlannedChange;
import io.portolan.cli.terminal.Text;
import java.util.ArrayList;
import java.util.List;

/** The notes of a plan below it, numbered; a note that begins with the key or kind of a section is marked there. */
final class Footnotes {
    private static final int MARK = 4;

    private final List<String> notes;

    Footnotes(List<String> notes) {
        this.notes = notes;
    }

    boolean isEmpty() {
        return notes.isEmpty();
    }

    /** {@code (1) (3)}: the notes about these; empty where there are none. */
    String marks(List<PlannedChange> changes) {
        List<String> marks = new ArrayList<>();
        for (int i = 0; i < notes.size(); i++) {
            String note = notes.get(i);
            if (changes.stream()
                    .anyMatch(c -> note.startsWith(c.key() + ",")
                            || note.startsWith(c.key().kind() + ","))) {
                marks.add("(" + (i + 1) + ")");
            }
        }
        return String.join(" ", marks);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < notes.size(); i++) {
            String mark = Text.column("(" + (i + 1) + ")", MARK);
            for (String line : Text.wrap(notes.get(i), Text.WIDTH - mark.length())) {
                lines.add(mark + line);
                mark = " ".repeat(MARK);
            }
        }
        return lines;
    }
}
