package io.portolan.cli.support;

import io.portolan.Level;
import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.Support;
import io.portolan.cli.plan.Keys;
import io.portolan.cli.terminal.Text;
import io.portolan.cli.workspace.ChosenProvider;
import io.portolan.model.Feature;
import io.portolan.model.Key;
import io.portolan.model.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How a provider holds each feature that a stack uses. */
final class StackSupport {
    private static final int FEATURE = 44;
    private static final int LEVEL = 12;
    private static final int MOST_KEYS = 4;

    private record Line(Support.Entry entry, Level level, Set<Key> keys) {}

    private final String provider;
    private final Map<Feature, Line> lines = new TreeMap<>();

    private StackSupport(String provider) {
        this.provider = provider;
    }

    static StackSupport of(Stack stack, ChosenProvider.Holdings holdings) {
        StackSupport all = new StackSupport(holdings.provider());
        for (Resource resource : stack.resources().values()) {
            Support support = holdings.support()
                    .getOrDefault(resource.key().kind(), Support.builder().build());
            for (Use use : resource.spec().uses()) {
                Level level = support.of(use);
                Line line = all.lines.get(use.feature());
                if (line == null || level.compareTo(line.level) > 0) {
                    Set<Key> keys = line == null ? new LinkedHashSet<>() : line.keys;
                    all.lines.put(use.feature(), new Line(support.of(use.feature()), level, keys));
                }
                all.lines
                        .getOrDefault(use.feature(), new Line(support.of(use.feature()), level, new LinkedHashSet<>()))
                        .keys
                        .add(resource.key());
            }
        }
        return all;
    }

    /** Whether nothing of it would be refused as unsupported. */
    boolean isHeld() {
        return lines.values().stream().noneMatch(l -> l.level == Level.UNSUPPORTED);
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    List<String> text() {
        List<String> out = new ArrayList<>();
        out.add(Text.column("FEATURE", FEATURE) + Text.column(provider, LEVEL) + "USED BY");
        lines.forEach((feature, line) -> {
            out.add(Text.column(feature.toString(), FEATURE)
                    + Text.column(word(line.level), LEVEL)
                    + Keys.list(line.keys, MOST_KEYS));
            if (!line.entry.note().isEmpty()) {
                Text.wrap(line.entry.note(), Text.WIDTH - 4).forEach(l -> out.add("    " + l));
            }
        });
        return out;
    }

    List<String> markdown() {
        List<String> out = new ArrayList<>();
        out.add("| feature | " + provider + " | used by | note |");
        out.add("|---|---|---|---|");
        lines.forEach((feature, line) -> out.add("| " + feature + " | " + word(line.level) + " | "
                + Keys.list(line.keys, MOST_KEYS) + " | " + line.entry.note() + " |"));
        return out;
    }

    Map<String, Object> json() {
        List<Object> rows = new ArrayList<>();
        lines.forEach((feature, line) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("kind", feature.kind());
            row.put("feature", feature.name());
            row.putAll(Tables.entry(line.entry));
            row.put("level", line.level.name());
            row.put("keys", line.keys.stream().map(Key::toString).toList());
            rows.add(row);
        });
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "portolan.io/v1");
        document.put("kind", "Support");
        document.put("provider", provider);
        document.put("features", rows);
        return document;
    }
}
