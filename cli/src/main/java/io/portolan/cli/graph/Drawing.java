package io.portolan.cli.graph;

import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.cli.terminal.Text;
import io.portolan.model.Key;
import io.portolan.model.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The resources of a stack and who refers to whom, in levels: what refers to nothing at the bottom, everything above what it refers to. */
final class Drawing {
    private final Map<Key, Set<Key>> uses = new LinkedHashMap<>();
    private final Map<Key, Integer> levels = new LinkedHashMap<>();

    private Drawing() {}

    static Drawing of(Stack stack) {
        Drawing drawing = new Drawing();
        for (Resource resource : stack.resources().values()) {
            Set<Key> targets = new TreeSet<>();
            for (Ref<?> ref : resource.spec().references()) {
                ref.key()
                        .filter(k -> stack.find(k).isPresent() && !k.equals(resource.key()))
                        .ifPresent(targets::add);
            }
            drawing.uses.put(resource.key(), targets);
        }
        drawing.uses.keySet().forEach(key -> drawing.level(key, new LinkedHashSet<>()));
        return drawing;
    }

    /** Two firewalls may name each other: what is on the way already counts as the bottom. */
    private int level(Key key, Set<Key> way) {
        Integer known = levels.get(key);
        if (known != null) {
            return known;
        }
        int level = 0;
        if (way.add(key)) {
            for (Key target : uses.getOrDefault(key, Set.of())) {
                if (!way.contains(target)) {
                    level = Math.max(level, level(target, way) + 1);
                }
            }
            way.remove(key);
        }
        levels.put(key, level);
        return level;
    }

    /** What each resource refers to. */
    Map<Key, Set<Key>> uses() {
        return uses;
    }

    /** The resources of each level, from the bottom. */
    List<List<Key>> levels() {
        List<List<Key>> rows = new ArrayList<>();
        levels.forEach((key, level) -> {
            while (rows.size() <= level) {
                rows.add(new ArrayList<>());
            }
            rows.get(level).add(key);
        });
        return rows;
    }

    int edges() {
        return uses.values().stream().mapToInt(Set::size).sum();
    }

    /** {@code 16 resources, 15 edges, 4 levels}. */
    String counts() {
        return Text.count(uses.size(), "resource") + ", " + Text.count(edges(), "edge") + ", "
                + Text.count(levels().size(), "level");
    }
}
