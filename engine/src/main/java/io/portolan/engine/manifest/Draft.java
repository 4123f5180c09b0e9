package io.portolan.engine.manifest;

import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.dns.DnsName;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.engine.manifest.DnsForms.SetDraft;
import io.portolan.engine.manifest.DnsForms.ZoneDraft;
import io.portolan.engine.manifest.DocumentForms.Parts;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.Lifecycle;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The stack while it is put together, and where each of its resources stands. */
final class Draft {
    /** Where a resource stands: its first line, its spec, its lifecycle. */
    record Placed(
            Location start, Node spec, Reading at, @Nullable Node lifecycle) {

        Location location(FieldPath path) {
            return path.equals(FieldPath.ROOT) ? start : Walk.to(spec, path).at();
        }

        Diagnostic diagnose(Problem problem) {
            String field = problem.path().toString();
            String path = field.isEmpty() ? at.path() : at.path() + "." + field;
            // A choice with a single answer has no path of its own: the whole record set is meant.
            Location place = problem.path().equals(FieldPath.ROOT) ? spec.at() : location(problem.path());
            Diagnostic diagnostic = Diagnostic.of(problem, place, path);
            Optional<Location> about = problem.about().map(this::location);
            return about.isEmpty()
                    ? diagnostic
                    : diagnostic.because(
                            problem.cause().orElse("see") + " (" + about.get().from(place) + ")");
        }
    }

    private final Stack stack;
    private final Map<String, String> labels;
    private final Map<Key, Placed> places = new LinkedHashMap<>();
    private final Map<String, DnsName> zones = new HashMap<>();
    private final Map<String, Key> handles = new HashMap<>();
    private final Map<Key, Resource> resources = new LinkedHashMap<>();

    Draft(Stack stack, Map<String, String> labels) {
        this.stack = stack;
        this.labels = labels;
    }

    Map<Key, Placed> places() {
        return places;
    }

    /** The key of the resource that a document with this kind and name has made. */
    Optional<Key> key(String kind, String name) {
        return Optional.ofNullable(handles.get(kind + "/" + name));
    }

    /** Takes up what one document has become. The documents of zones come first. */
    void add(Document document, Parts<?> parts, Reading at) {
        Reading spec = at.field("spec");
        Node node = document.root().find("spec").orElse(document.root());
        Placed placed = new Placed(
                document.root().at(),
                node,
                spec,
                document.root().find("lifecycle").orElse(null));
        Map<String, String> all = new TreeMap<>(labels);
        all.putAll(parts.labels());
        if (parts.spec() instanceof ZoneDraft zone) {
            zones.put(document.name(), zone.zone().dnsName());
            add(document, zone.zone(), parts.lifecycle(), all, placed);
            for (RecordDraft record : zone.records()) {
                Placed inside = new Placed(record.node().at(), record.node(), record.at(), null);
                record.in(
                                Ref.to(DnsZone.KIND, document.name()),
                                Optional.of(zone.zone().dnsName()))
                        .ifPresent(set -> add(document, set, Lifecycle.STANDARD, all, inside));
            }
        } else if (parts.spec() instanceof SetDraft set) {
            if (isKnown(set.zone())) {
                set.record()
                        .in(set.zone(), zoneName(set.zone()))
                        .ifPresent(s -> add(document, s, parts.lifecycle(), all, placed));
            }
        } else if (parts.spec() instanceof Spec other) {
            add(document, other, parts.lifecycle(), all, placed);
        }
    }

    /** A zone of the stack that could not be read is reported already; nothing is said of its record sets' names. */
    private boolean isKnown(Ref<DnsZone> zone) {
        return zone.form() != Ref.Form.KEY || zones.containsKey(zone.value());
    }

    private Optional<DnsName> zoneName(Ref<DnsZone> zone) {
        return switch (zone.form()) {
            case KEY -> Optional.ofNullable(zones.get(zone.value()));
            case DNS_NAME -> Optional.of(DnsName.parse(zone.value()));
            case ID, STACK -> Optional.empty();
        };
    }

    private void add(Document document, Spec spec, Lifecycle lifecycle, Map<String, String> labels, Placed placed) {
        Reading at = placed.at();
        if (at.loss().isEssential()) {
            return;
        }
        for (Problem problem : spec.validate()) {
            Diagnostic found = placed.diagnose(problem);
            if (!at.loss().isBeside(found.path())) {
                at.report(found);
            }
        }
        if (spec instanceof RecordSet set && !hasZone(set)) {
            return;
        }
        Resource resource = stack.resource(document.name(), spec, lifecycle).labels(labels);
        Placed first = places.putIfAbsent(resource.key(), placed);
        if (first != null) {
            at.report(Diagnostic.of("P021", placed.start(), "there are two " + resource.key() + " in this stack")
                    .at(at.path())
                    .because("the first is in " + first.start().from(placed.start()))
                    .help(
                            spec instanceof RecordSet
                                    ? "one record set holds all values of a name and type"
                                    : "names are unique within a kind"));
            return;
        }
        handles.putIfAbsent(document.path(), resource.key());
        stack.add(resource);
        resources.put(resource.key(), resource);
    }

    private boolean hasZone(RecordSet set) {
        return set.zone().key().map(k -> stack.find(k).isPresent()).orElse(true);
    }

    /** Reports what does not fit between resources. */
    void checkBetween() {
        StackRules.between(stack).forEach((key, found) -> {
            Placed placed = places.get(key);
            if (placed != null) {
                found.forEach(p -> placed.at().report(placed.diagnose(p)));
            }
        });
    }

    List<Resource> resources() {
        return List.copyOf(resources.values());
    }
}
