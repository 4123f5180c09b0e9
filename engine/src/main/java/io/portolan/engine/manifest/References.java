package io.portolan.engine.manifest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The references by name that were read, to be checked when every document is known. */
final class References {
    /** Looking for what was meant compares with every name; beyond so many wrong ones nobody reads on. */
    private static final int GUESSES = 100;

    private record Named(String kind, String name, String elsewhere, Node node, Reading at) {}

    private final List<Named> all = new ArrayList<>();
    private final Map<String, Map<String, Location>> known = new HashMap<>();

    void add(String kind, String name, String elsewhere, Node node, Reading at) {
        all.add(new Named(kind, name, elsewhere, node, at));
    }

    /** Something of this name is there, even if it can't be read. */
    void declare(String kind, String name, Location at) {
        known.computeIfAbsent(kind, k -> new TreeMap<>()).putIfAbsent(name, at);
    }

    Optional<Location> find(String kind, String name) {
        return Optional.ofNullable(known.getOrDefault(kind, Map.of()).get(name));
    }

    Collection<String> names(String kind) {
        return known.getOrDefault(kind, Map.of()).keySet();
    }

    void check(String stack) {
        int wrong = 0;
        for (Named ref : all) {
            if (find(ref.kind, ref.name).isEmpty()) {
                ref.at.report(problem(ref, stack, wrong++ < GUESSES));
            }
        }
    }

    private Diagnostic problem(Named ref, String stack, boolean guess) {
        Diagnostic problem = ref.at
                .problem(
                        "P020",
                        ref.node,
                        "there is no " + ref.kind + " \"" + Texts.shorten(ref.name) + "\" in stack " + stack)
                .help(ref.elsewhere);
        Collection<String> names = names(ref.kind);
        Optional<String> meant = guess ? Nearest.to(ref.name, names) : Optional.empty();
        if (meant.isPresent()) {
            Location there = find(ref.kind, meant.get()).orElseThrow();
            return problem.meant(meant.get()).because("(" + ref.kind + ", " + there.from(ref.node.at()) + ")");
        }
        return names.isEmpty() || names.size() > 8 ? problem : problem.because("there is " + String.join(", ", names));
    }
}
