package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Entry;
import io.portolan.engine.manifest.Node.Mapping;
import io.portolan.engine.manifest.Node.Scalar;
import io.portolan.engine.manifest.Node.Sequence;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Damages manifests, by a seed: their bytes, or their parsed trees. */
final class Mutants {
    private static final List<String> ODD = List.of(
            "null",
            "~",
            "true",
            "-1",
            "0x7fffffffffffffff",
            "99999999999999999999999999999999999999999999999",
            "1e999999999",
            ".inf",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "\"$(\"",
            "$(x",
            "$(a b)",
            "\"$$(x)\"",
            "default",
            "\"default\"",
            "[]",
            "{}",
            "[[[[[]]]]]",
            "{a: {b: {c: d}}}",
            "\"" + "x".repeat(5000) + "\"",
            "10",
            "\"10\"",
            "1.5",
            "2026-11-24",
            "../../etc",
            "\"\\t\\n\"",
            "@",
            "*a",
            "&a b",
            "!!str 5",
            "<<",
            "\u00e4\u4e2d\ud83d\udea2");

    private final Random random;

    Mutants(long seed) {
        this.random = new Random(seed);
    }

    /** Bytes changed, cut out, doubled, exchanged or put in, one to four times. */
    byte[] bytes(byte[] original) {
        byte[] bytes = original;
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes = one(bytes);
        }
        return bytes;
    }

    private byte[] one(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(12));
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
        out.write(bytes, 0, from);
        switch (random.nextInt(6)) {
            case 0 -> {}
            case 1 -> out.write(random.nextInt(256));
            case 2 -> {
                out.write(bytes, from, to - from);
                out.write(bytes, from, to - from);
            }
            case 3 -> out.writeBytes(ODD.get(random.nextInt(ODD.size())).getBytes(StandardCharsets.UTF_8));
            case 4 -> {
                char c = "\t\n :-[]{},&*!|>'\"%@`#?$(".charAt(random.nextInt(24));
                out.write(c);
                out.write(bytes, from, to - from);
            }
            default -> {
                int other = random.nextInt(bytes.length + 1);
                int length = Math.min(random.nextInt(40), bytes.length - other);
                out.write(bytes, other, length);
            }
        }
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    /** Documents with one to three values dropped, doubled, swapped or retyped, as YAML in flow style. */
    String trees(List<Node> documents) {
        List<Node> all = new ArrayList<>();
        documents.forEach(d -> all.add(copy(d)));
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutate(all);
        }
        StringBuilder text = new StringBuilder();
        for (Node document : all) {
            text.append("---\n");
            write(document, text);
            text.append('\n');
        }
        return text.toString();
    }

    private void mutate(List<Node> documents) {
        Node parent = pick(documents.get(random.nextInt(documents.size())));
        if (parent instanceof Mapping mapping && !mapping.entries().isEmpty()) {
            List<Entry> entries = mapping.entries();
            int i = random.nextInt(entries.size());
            Entry entry = entries.get(i);
            switch (random.nextInt(5)) {
                case 0 -> entries.remove(i);
                case 1 -> entries.add(random.nextInt(entries.size()), entry);
                case 2 -> {
                    int j = random.nextInt(entries.size());
                    Entry other = entries.get(j);
                    entries.set(i, new Entry(entry.key(), other.value()));
                    entries.set(j, new Entry(other.key(), entry.value()));
                }
                case 3 -> entries.set(i, new Entry(raw(word(entry.key().text())), entry.value()));
                default -> entries.set(i, new Entry(entry.key(), odd()));
            }
        } else if (parent instanceof Sequence sequence && !sequence.items().isEmpty()) {
            List<Node> items = sequence.items();
            int i = random.nextInt(items.size());
            switch (random.nextInt(4)) {
                case 0 -> items.remove(i);
                case 1 -> items.add(random.nextInt(items.size()), items.get(i));
                case 2 -> items.set(i, items.set(random.nextInt(items.size()), items.get(i)));
                default -> items.set(i, odd());
            }
        }
    }

    private String word(String text) {
        int i = random.nextInt(text.length() + 1);
        return text.isEmpty()
                ? "x"
                : text.substring(0, i)
                        + (char) ('a' + random.nextInt(26))
                        + text.substring(Math.min(text.length(), i + random.nextInt(2)));
    }

    /** Some mapping or list below, deeper ones as often as shallow ones. */
    private Node pick(Node node) {
        List<Node> all = new ArrayList<>();
        collect(node, all);
        return all.get(random.nextInt(all.size()));
    }

    private static void collect(Node node, List<Node> all) {
        if (node instanceof Mapping mapping) {
            all.add(mapping);
            mapping.entries().forEach(e -> collect(e.value(), all));
        } else if (node instanceof Sequence sequence) {
            all.add(sequence);
            sequence.items().forEach(item -> collect(item, all));
        } else if (all.isEmpty()) {
            all.add(node);
        }
    }

    private Scalar odd() {
        return raw(ODD.get(random.nextInt(ODD.size())));
    }

    /** A scalar whose text is YAML already. */
    private static Scalar raw(String text) {
        return new Scalar(Location.outside("raw"), text, true, false, "raw");
    }

    private static Node copy(Node node) {
        if (node instanceof Mapping mapping) {
            List<Entry> entries = new ArrayList<>();
            mapping.entries().forEach(e -> entries.add(new Entry(e.key(), copy(e.value()))));
            return new Mapping(node.at(), entries, null);
        }
        if (node instanceof Sequence sequence) {
            List<Node> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(copy(item)));
            return new Sequence(node.at(), items, null);
        }
        return node;
    }

    private static void write(Node node, StringBuilder text) {
        if (node instanceof Mapping mapping) {
            text.append('{');
            mapping.entries().forEach(e -> {
                write(e.key(), text);
                text.append(": ");
                write(e.value(), text);
                text.append(", ");
            });
            text.append('}');
        } else if (node instanceof Sequence sequence) {
            text.append('[');
            sequence.items().forEach(item -> {
                write(item, text);
                text.append(", ");
            });
            text.append(']');
        } else if (node instanceof Scalar scalar) {
            boolean asIs =
                    scalar.plain() && (scalar.origin() != null || scalar.text().matches("[A-Za-z0-9_./-]+"));
            text.append(asIs ? scalar.text() : quoted(scalar.text()));
        }
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars()
                .mapToObj(c -> c == '"' || c == '\\'
                        ? "\\" + (char) c
                        : c < ' ' ? String.format("\\x%02x", c) : Character.toString(c))
                .forEach(out::append);
        return out.append('"').toString();
    }
}
