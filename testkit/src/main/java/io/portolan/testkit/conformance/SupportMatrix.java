package io.portolan.testkit.conformance;

import io.portolan.Level;
import io.portolan.Support;
import io.portolan.model.Durations;
import io.portolan.model.Feature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What providers declare, and what the kit has shown of it: as Markdown and as JSON in {@code target/portolan}, or in the folder of the system
 * property {@code portolan.matrix}. Filled while the kit runs; every cell that is not shown is explained.
 */
public final class SupportMatrix {
    private enum Proof {
        SHOWN("✔"),
        REFUSED("–"),
        NOT_SHOWN("?"),
        FAILED("✘");

        private final String sign;

        Proof(String sign) {
            this.sign = sign;
        }
    }

    private record Cell(Support.Entry entry, Proof proof, String why) {}

    private static final Map<String, Map<Feature, Cell>> CELLS = new TreeMap<>();

    private SupportMatrix() {}

    static void shown(Subject subject, Feature feature, Support.Entry entry) {
        put(subject, feature, new Cell(entry, entry.level() == Level.UNSUPPORTED ? Proof.REFUSED : Proof.SHOWN, ""));
    }

    static void notShown(Subject subject, Feature feature, Support.Entry entry, String why) {
        put(subject, feature, new Cell(entry, Proof.NOT_SHOWN, why));
    }

    static void failed(Subject subject, Feature feature, Support.Entry entry, String why) {
        put(subject, feature, new Cell(entry, Proof.FAILED, why));
    }

    /** A feature that the provider lists; the kit may have no sample of it. */
    static synchronized void listed(Subject subject, Feature feature, Support.Entry entry) {
        Map<Feature, Cell> cells = CELLS.computeIfAbsent(subject.name(), s -> new TreeMap<>());
        cells.putIfAbsent(feature, new Cell(entry, Proof.NOT_SHOWN, "the kit has no sample of it"));
    }

    private static synchronized void put(Subject subject, Feature feature, Cell cell) {
        CELLS.computeIfAbsent(subject.name(), s -> new TreeMap<>()).put(feature, cell);
    }

    /** The matrix as Markdown: a row for each feature, a column for each subject, and a line for each cell that needs one. */
    public static synchronized String markdown() {
        Set<Feature> features = new java.util.TreeSet<>();
        CELLS.values().forEach(cells -> features.addAll(cells.keySet()));
        Set<String> notes = new LinkedHashSet<>();
        StringBuilder text = new StringBuilder("| feature |");
        CELLS.keySet().forEach(s -> text.append(' ').append(s).append(" |"));
        text.append("\n|---|").append("---|".repeat(CELLS.size())).append('\n');
        for (Feature feature : features) {
            text.append("| ").append(feature).append(" |");
            CELLS.forEach((subject, cells) -> {
                Cell cell = cells.get(feature);
                text.append(' ').append(cell == null ? "" : shown(cell)).append(" |");
                if (cell != null && !note(cell).isEmpty()) {
                    notes.add("- " + subject + ", " + feature + ": " + note(cell));
                }
            });
            text.append('\n');
        }
        text.append("\n✔ shown by the kit, – refused before the first call, ? not shown, ✘ not held as declared.\n\n");
        notes.forEach(note -> text.append(note).append('\n'));
        return text.toString();
    }

    private static String shown(Cell cell) {
        Support.Entry entry = cell.entry;
        String range = entry.min().isPresent() || entry.max().isPresent()
                ? " " + entry.min().map(SupportMatrix::value).orElse("") + ".."
                        + entry.max().map(SupportMatrix::value).orElse("")
                : "";
        return cell.proof.sign + " " + entry.level() + range;
    }

    private static String value(Comparable<?> value) {
        return value instanceof Duration d ? Durations.format(d) : value.toString();
    }

    private static String note(Cell cell) {
        List<String> parts = new ArrayList<>();
        if (!cell.entry.note().isEmpty()) {
            parts.add(cell.entry.note());
        }
        if (!cell.why.isEmpty()) {
            parts.add(cell.why.lines().findFirst().orElse(""));
        }
        return String.join("; ", parts);
    }

    /** The matrix as JSON: an object for each subject with an object for each feature. */
    public static synchronized String json() {
        StringBuilder text =
                new StringBuilder("{\n  \"apiVersion\": \"portolan.io/v1\",\n  \"kind\": \"SupportMatrix\"");
        CELLS.forEach((subject, cells) -> {
            text.append(",\n  ").append(quoted(subject)).append(": {");
            String comma = "\n";
            for (Map.Entry<Feature, Cell> e : cells.entrySet()) {
                Cell cell = e.getValue();
                text.append(comma)
                        .append("    ")
                        .append(quoted(e.getKey().toString()))
                        .append(": {\"level\": ")
                        .append(quoted(cell.entry.level().name()))
                        .append(", \"min\": ")
                        .append(quoted(
                                cell.entry.min().map(SupportMatrix::value).orElse("")))
                        .append(", \"max\": ")
                        .append(quoted(
                                cell.entry.max().map(SupportMatrix::value).orElse("")))
                        .append(", \"kit\": ")
                        .append(quoted(cell.proof.name()))
                        .append(", \"note\": ")
                        .append(quoted(note(cell)))
                        .append('}');
                comma = ",\n";
            }
            text.append("\n  }");
        });
        return text.append("\n}\n").toString();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            out.append(
                    c == '"' || c == '\\' ? "\\" + c : c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return out.append('"').toString();
    }

    /** Writes both files anew with all that is known so far. */
    static synchronized void write() {
        Path folder = Path.of(System.getProperty("portolan.matrix", "target/portolan"));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("matrix.md"), markdown());
            Files.writeString(folder.resolve("matrix.json"), json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
