package io.portolan.cli.apply;

import io.portolan.cli.terminal.Text;
import io.portolan.cli.workspace.InputException;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.manifest.Location;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes {@code lifecycle: {adopt: …}} at the end of a resource's document, and leaves every other line alone. */
final class AdoptLine {
    private AdoptLine() {}

    /**
     * Writes the line.
     *
     * @return the file and the line
     * @throws InputException when the document has a lifecycle already, or the resource is a part of another's document
     */
    static String write(Workspace workspace, Key key, String id) {
        String line = "lifecycle: {adopt: " + quoted(id) + "}";
        Optional<Location> there = workspace.manifest().lifecycle(key);
        if (there.isPresent()) {
            throw InputException.at(
                    there.get(), "P094", key + " has a lifecycle already", "add to it:  adopt: " + quoted(id));
        }
        Location at = workspace
                .manifest()
                .place(key, FieldPath.ROOT)
                .orElseThrow(() -> InputException.of("P094", key + " stands in no manifest"));
        Path file = workspace.file(at.file());
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            int begin = Math.min(at.line(), lines.size()) - 1;
            while (begin > 0 && !lines.get(begin - 1).startsWith("---")) {
                begin--;
            }
            int end = Math.min(at.line(), lines.size());
            while (end < lines.size()
                    && !lines.get(end).startsWith("---")
                    && !lines.get(end).startsWith("...")) {
                end++;
            }
            if (lines.subList(begin, end).stream().noneMatch(l -> l.matches("kind:\\s*" + key.kind() + "\\s*(#.*)?"))) {
                throw InputException.at(
                        at,
                        "P094",
                        key + " is part of another document",
                        "make it a document of its own, with " + line);
            }
            while (end > begin && lines.get(end - 1).isBlank()) {
                end--;
            }
            lines.add(end, line);
            Files.write(file, lines);
            return at.file() + ":" + (end + 1);
        } catch (IOException e) {
            throw InputException.of(
                    "P093", "can't write to " + file + ": " + e.getMessage(), "write it yourself: " + line);
        }
    }

    private static String quoted(String id) {
        return Text.quote(id).equals(id) && !id.contains(":") && !id.startsWith("@") && !id.startsWith("%")
                ? id
                : "'" + id.replace("'", "''") + "'";
    }
}
