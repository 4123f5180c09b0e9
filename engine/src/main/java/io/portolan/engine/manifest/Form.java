package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Attribute.Presence;
import io.portolan.engine.manifest.Node.Entry;
import io.portolan.engine.manifest.Node.Hole;
import io.portolan.engine.manifest.Node.Mapping;
import io.portolan.engine.manifest.Node.Scalar;
import io.portolan.model.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A mapping with known fields, and what it becomes.
 *
 * @param <T> what is made of it
 */
final class Form<T> implements Type<T> {
    private final String noun;
    private final String definition;
    private final Map<String, Attribute<?>> attributes;
    private final List<FieldRule> rules;
    private final Function<Filled, Optional<T>> maker;

    private Form(
            String noun,
            String definition,
            Map<String, Attribute<?>> attributes,
            List<FieldRule> rules,
            Function<Filled, Optional<T>> maker) {
        this.noun = noun;
        this.definition = definition;
        this.attributes = attributes;
        this.rules = rules;
        this.maker = maker;
    }

    /**
     * A form.
     *
     * @param noun what it is called in messages, with its article; the kind alone for a resource's
     * @param definition its name in the schema
     * @param maker makes the value; empty where that is impossible, which the maker has reported
     */
    static <T> Form<T> of(
            String noun, String definition, Function<Filled, Optional<T>> maker, Attribute<?>... attributes) {
        Map<String, Attribute<?>> map = new LinkedHashMap<>();
        for (Attribute<?> attribute : attributes) {
            map.put(attribute.name(), attribute);
        }
        return new Form<>(noun, definition, map, List.of(), maker);
    }

    /** The same, with exactly one of these fields. */
    Form<T> oneOf(Attribute<?>... some) {
        return choice(true, some);
    }

    /** The same, with at most one of these fields. */
    Form<T> atMostOneOf(Attribute<?>... some) {
        return choice(false, some);
    }

    /** The same, with both of these fields or none. */
    Form<T> together(Attribute<?> one, Attribute<?> other) {
        return rule(new FieldRule.Together(one.name(), other.name()));
    }

    private Form<T> choice(boolean isNeeded, Attribute<?>... some) {
        return rule(new FieldRule.Choice(
                isNeeded, List.of(some).stream().map(Attribute::name).toList()));
    }

    private Form<T> rule(FieldRule rule) {
        List<FieldRule> more = new ArrayList<>(rules);
        more.add(rule);
        return new Form<>(noun, definition, attributes, List.copyOf(more), maker);
    }

    Map<String, Attribute<?>> attributes() {
        return attributes;
    }

    String noun() {
        return noun;
    }

    String definition() {
        return definition;
    }

    @Override
    public Optional<T> read(Node node, Reading at) {
        if (node instanceof Hole) {
            return Optional.empty();
        }
        if (!(node instanceof Mapping mapping)) {
            if (node instanceof Scalar s && s.secret()) {
                at.report(SecretType.plain(s, at));
            } else {
                at.report(at.problem("P007", node, noun + " is a mapping of fields, not " + Node.shape(node))
                        .help("fields: " + String.join(", ", attributes.keySet())));
            }
            return Optional.empty();
        }
        Filled filled = new Filled(mapping, at);
        boolean whole = true;
        Set<String> meant = new TreeSet<>();
        for (Entry entry : mapping.entries()) {
            Attribute<?> attribute = attributes.get(entry.key().text());
            if (attribute == null) {
                unknown(entry, mapping, at).ifPresent(meant::add);
            } else {
                boolean read = entry(attribute, entry, filled, at.field(attribute.name(), mapping));
                whole &= read || !isNeeded(attribute);
            }
        }
        boolean complete = isComplete(mapping, meant, at);
        boolean holds = true;
        for (int i = 0; holds && i < rules.size(); i++) {
            holds = rules.get(i).check(noun, mapping, meant, at);
        }
        return whole && complete && holds ? maker.apply(filled) : Optional.empty();
    }

    /** Reports a field that is not known; returns the one that was probably meant, which is then not called missing. */
    private Optional<String> unknown(Entry entry, Mapping mapping, Reading at) {
        Scalar key = entry.key();
        String shown = key.secret() ? SourceFile.MASK : Texts.shorten(key.text());
        List<String> free = attributes.keySet().stream()
                .filter(name -> mapping.find(name).isEmpty())
                .toList();
        Optional<String> meant = key.secret() ? Optional.empty() : Nearest.to(key.text(), free);
        Diagnostic problem = at.problem("P002", key, noun + " has no field \"" + shown + "\"");
        at.report(meant.map(problem::meant)
                .orElseGet(() ->
                        free.isEmpty() ? problem : problem.help("fields: " + String.join(", ", attributes.keySet()))));
        attributes.values().stream()
                .filter(a -> a.name().equals(meant.orElse("")))
                .forEach(a -> at.field(a.name()).lost(a.presence() == Presence.THREE_STATES));
        return meant;
    }

    /** Whether nothing can be made without this field where it is given. */
    private boolean isNeeded(Attribute<?> attribute) {
        return attribute.isRequired() || rules.stream().anyMatch(r -> r.isNeeded(attribute.name()));
    }

    /** Reads one field; whether it has a value now. */
    private static <A> boolean entry(Attribute<A> attribute, Entry entry, Filled filled, Reading at) {
        Node value = entry.value();
        boolean states = attribute.presence() == Presence.THREE_STATES;
        Optional<A> read = Optional.empty();
        if (value instanceof Scalar s && s.isNull()) {
            at.report(at.problem("P004", entry.key(), attribute.name() + " is empty")
                    .help(
                            states
                                    ? "leave the line away to leave it as it is, or write `default`"
                                    : "leave the line away, or give it a value"));
        } else if (states && value instanceof Scalar s && s.plain() && s.text().equals("default")) {
            filled.put(attribute, Field.useDefault());
            return true;
        } else {
            read = attribute.type().read(value, at);
        }
        Optional<A> result = read.or(() -> Optional.ofNullable(attribute.placeholder()));
        if (result.isPresent()) {
            filled.put(attribute, states ? Field.of(result.get()) : result.get());
            return true;
        }
        at.lost(states);
        return false;
    }

    private boolean isComplete(Mapping mapping, Set<String> meant, Reading at) {
        List<Attribute<?>> missing = attributes.values().stream()
                .filter(a -> a.isRequired() && mapping.find(a.name()).isEmpty())
                .toList();
        for (Attribute<?> field : missing) {
            Diagnostic problem = at.problem("P006", mapping, noun + " needs the field `" + field.name() + "`");
            if (meant.contains(field.name())) {
                continue;
            }
            at.report(
                    field.example().isEmpty() ? problem : problem.help("as " + field.name() + ": " + field.example()));
        }
        return missing.isEmpty();
    }

    @Override
    public String word() {
        return noun.startsWith("a ") ? noun.substring(2) : noun.startsWith("an ") ? noun.substring(3) : noun;
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return definitions.refer(definition, () -> FormSchema.of(this, definitions));
    }

    @Override
    public Optional<Form<?>> form() {
        return Optional.of(this);
    }

    /** What holds between its fields. */
    List<FieldRule> rules() {
        return rules;
    }
}
