package io.portolan.cli.support;

import io.portolan.Level;
import io.portolan.Support;
import io.portolan.cli.terminal.Text;
import io.portolan.engine.Portolan;
import io.portolan.model.Durations;
import io.portolan.model.Feature;
import io.portolan.spi.ProviderFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Support tables side by side: a row for each feature, a column for each provider. */
public final class Tables {
    private static final int FEATURE = 30;
    private static final int LEVEL = 16;

    private final Map<String, Map<String, Support>> providers;
    private final List<Feature> features;

    private Tables(Map<String, Map<String, Support>> providers, List<Feature> features) {
        this.providers = providers;
        this.features = features;
    }

    /** The tables of every installed type by kind, with the type's default settings. Nothing is called. */
    public static Map<String, Map<String, Support>> installed() {
        Map<String, Map<String, Support>> tables = new TreeMap<>();
        for (Map.Entry<String, ProviderFactory> type : Portolan.installed().entrySet()) {
            try (Portolan portolan = Portolan.builder()
                    .provider(type.getKey(), type.getValue(), c -> c)
                    .parallelism(1)
                    .build()) {
                tables.put(type.getKey(), portolan.support(type.getKey()));
            }
        }
        return tables;
    }

    /** All features of these kinds that some provider lists; of all kinds where none is named. */
    static Tables of(Map<String, Map<String, Support>> providers, Set<String> kinds) {
        Set<Feature> features = new LinkedHashSet<>();
        Set<String> order = new LinkedHashSet<>();
        providers.values().forEach(tables -> order.addAll(tables.keySet()));
        for (String kind : order) {
            if (kinds.isEmpty() || kinds.contains(kind)) {
                providers.values().stream()
                        .flatMap(tables ->
                                tables.getOrDefault(kind, Support.builder().build()).entries().keySet().stream())
                        .sorted()
                        .forEach(features::add);
            }
        }
        return new Tables(providers, List.copyOf(features));
    }

    boolean isEmpty() {
        return features.isEmpty();
    }

    List<String> text() {
        List<String> lines = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        String kind = "";
        for (Feature feature : features) {
            if (!feature.kind().equals(kind)) {
                if (!kind.isEmpty()) {
                    lines.add("");
                }
                kind = feature.kind();
                StringBuilder head = new StringBuilder(Text.column(kind, FEATURE));
                providers.keySet().forEach(p -> head.append(Text.column(p, LEVEL)));
                lines.add(head.toString().stripTrailing());
            }
            StringBuilder line = new StringBuilder(Text.column(feature.name(), FEATURE));
            providers.values().forEach(tables -> line.append(Text.column(word(entry(tables, feature), notes), LEVEL)));
            lines.add(line.toString().stripTrailing());
        }
        for (int i = 0; i < notes.size(); i++) {
            String mark = "(" + (i + 1) + ") ";
            for (String part : Text.wrap(notes.get(i), Text.WIDTH - mark.length())) {
                lines.add(mark + part);
                mark = " ".repeat(mark.length());
            }
        }
        return lines;
    }

    List<String> markdown() {
        List<String> lines = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        lines.add("| kind | feature | " + String.join(" | ", providers.keySet()) + " |");
        lines.add("|---|---|" + "---|".repeat(providers.size()));
        for (Feature feature : features) {
            StringBuilder line = new StringBuilder("| " + feature.kind() + " | " + feature.name() + " |");
            providers
                    .values()
                    .forEach(tables -> line.append(' ')
                            .append(word(entry(tables, feature), notes))
                            .append(" |"));
            lines.add(line.toString());
        }
        lines.add("");
        for (int i = 0; i < notes.size(); i++) {
            lines.add((i + 1) + ". " + notes.get(i));
        }
        return lines;
    }

    Map<String, Object> json() {
        List<Object> rows = new ArrayList<>();
        for (Feature feature : features) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("kind", feature.kind());
            row.put("feature", feature.name());
            Map<String, Object> levels = new LinkedHashMap<>();
            providers.forEach((provider, tables) -> levels.put(provider, entry(entry(tables, feature))));
            row.put("providers", levels);
            rows.add(row);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "portolan.io/v1");
        document.put("kind", "Support");
        document.put("features", rows);
        return document;
    }

    private static Support.Entry entry(Map<String, Support> tables, Feature feature) {
        return tables.getOrDefault(feature.kind(), Support.builder().build()).of(feature);
    }

    static Map<String, Object> entry(Support.Entry entry) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("level", entry.level().name());
        if (!entry.note().isEmpty()) {
            shown.put("note", entry.note());
        }
        entry.min().ifPresent(min -> shown.put("min", shown(min)));
        entry.max().ifPresent(max -> shown.put("max", shown(max)));
        return shown;
    }

    /** A value as manifests write it. */
    public static String shown(Comparable<?> value) {
        return value instanceof Duration d ? Durations.format(d) : value.toString();
    }

    /** {@code native}, {@code 1s-24h}, {@code emulated (1)}, {@code -}. */
    private static String word(Support.Entry entry, List<String> notes) {
        if (entry.level() == Level.UNSUPPORTED) {
            return "-";
        }
        if (entry.level() == Level.NATIVE
                && entry.min().isPresent()
                && entry.max().isPresent()) {
            return shown(entry.min().get()) + "-" + shown(entry.max().get());
        }
        String word = entry.level().name().toLowerCase(Locale.ROOT);
        if (entry.note().isEmpty()) {
            return word;
        }
        if (!notes.contains(entry.note())) {
            notes.add(entry.note());
        }
        return word + " (" + (notes.indexOf(entry.note()) + 1) + ")";
    }
}
