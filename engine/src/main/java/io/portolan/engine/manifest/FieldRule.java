package io.portolan.engine.manifest;

import static io.portolan.engine.manifest.Definitions.map;

import io.portolan.engine.manifest.Node.Entry;
import io.portolan.engine.manifest.Node.Mapping;
import io.portolan.engine.manifest.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds between the fields of one mapping. */
sealed interface FieldRule {

    /**
     * Whether it holds; reports where it does not.
     *
     * @param meant the fields that were probably meant by others, which are reported already
     */
    boolean check(String noun, Mapping mapping, Set<String> meant, Reading at);

    /** Whether nothing can be made without this field where it is given. */
    boolean isNeeded(String name);

    /** The rule as JSON Schema. */
    Map<String, Object> schema();

    /** Exactly one of these fields, or at most one. */
    record Choice(boolean isNeeded, List<String> names) implements FieldRule {

        @Override
        public boolean check(String noun, Mapping mapping, Set<String> meant, Reading at) {
            List<Entry> there = mapping.entries().stream()
                    .filter(e -> names.contains(e.key().text()))
                    .toList();
            String all = String.join(", ", names);
            if (there.isEmpty() && isNeeded) {
                if (names.stream().anyMatch(meant::contains)) {
                    return false;
                }
                at.report(at.problem("P015", mapping, noun + " has one of these fields: " + all));
                return false;
            }
            for (int i = 1; i < there.size(); i++) {
                Scalar key = there.get(i).key();
                String first = there.get(0).key().text();
                at.report(at.problem("P015", key, noun + " has either `" + first + "` or `" + key.text() + "`")
                        .because("`" + first + "` is there already")
                        .help("only one of these: " + all));
            }
            return there.size() <= 1;
        }

        @Override
        public boolean isNeeded(String name) {
            return isNeeded && names.contains(name);
        }

        @Override
        public Map<String, Object> schema() {
            List<Object> cases = new ArrayList<>();
            names.forEach(n -> cases.add(map("required", List.of(n))));
            if (!isNeeded) {
                cases.add(map("not", map("anyOf", List.copyOf(cases))));
            }
            return map("oneOf", cases);
        }
    }

    /** Two fields that only stand together. */
    record Together(String one, String other) implements FieldRule {

        @Override
        public boolean check(String noun, Mapping mapping, Set<String> meant, Reading at) {
            boolean first = mapping.find(one).isPresent();
            if (first == mapping.find(other).isPresent()) {
                return true;
            }
            String given = first ? one : other;
            String missing = first ? other : one;
            if (meant.contains(missing)) {
                return false;
            }
            at.report(at.problem("P006", mapping, noun + " with `" + given + "` needs the field `" + missing + "`"));
            return false;
        }

        @Override
        public boolean isNeeded(String name) {
            return name.equals(one) || name.equals(other);
        }

        @Override
        public Map<String, Object> schema() {
            return map("dependentRequired", map(one, List.of(other), other, List.of(one)));
        }
    }
}
