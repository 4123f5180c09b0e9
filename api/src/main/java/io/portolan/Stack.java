package io.portolan;

import static java.util.Objects.requireNonNull;

import io.portolan.dns.DnsName;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.Lifecycle;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The resources that belong together, with one owner. Filled once, then planned; not safe for use by several threads while it is
 * filled.
 *
 * <p>The key of a resource is {@code Kind/name}. A record set's is derived from its zone, name and type, so that YAML and Java make the
 * same one; the name it is added under is only a handle in the program.
 */
public final class Stack {
    private final String name;
    private final String environment;
    private final Map<Key, Resource> resources = new LinkedHashMap<>();

    private Stack(String name, String environment) {
        this.name = name;
        this.environment = environment;
    }

    /** An empty stack without an environment; the owner is its name. */
    public static Stack named(String name) {
        return named(name, "");
    }

    /** An empty stack in an environment; the owner is {@code name/environment}, or the name alone where that is empty. */
    public static Stack named(String name, String environment) {
        for (String part : List.of(name, environment)) {
            if (!part.isEmpty() && !part.matches("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?")) {
                throw new IllegalArgumentException("not a name for a stack or an environment: '" + part
                        + "'; use up to 63 lower case letters, digits, dots and hyphens");
            }
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a stack has a name");
        }
        return new Stack(name, environment);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The environment; empty where there is none. */
    public String environment() {
        return environment;
    }

    /** Who owns what this stack makes: the mark's owner. */
    public String owner() {
        return environment.isEmpty() ? name : name + "/" + environment;
    }

    /** Adds a resource with the standard lifecycle. */
    public <S extends Spec> Ref<S> add(String name, S spec) {
        return add(name, spec, Lifecycle.STANDARD);
    }

    /**
     * Adds a resource.
     *
     * @throws IllegalArgumentException when one of that key is there already
     */
    public <S extends Spec> Ref<S> add(String name, S spec, Lifecycle lifecycle) {
        Key key = keyOf(requireNonNull(name, "name"), spec);
        add(Resource.of(key, spec, lifecycle));
        @SuppressWarnings("unchecked")
        Kind<S> kind = (Kind<S>) spec.kind();
        return Ref.to(kind, key.name());
    }

    /** Adds a resource as it is, or replaces nothing: a second one of the same key is refused. */
    public void add(Resource resource) {
        if (resources.putIfAbsent(resource.key(), resource) != null) {
            throw new IllegalArgumentException("there is a " + resource.key() + " in stack " + name + " already");
        }
    }

    /** A resource for {@link #add(Resource)}, under the key that this stack gives it. */
    public Resource resource(String name, Spec spec, Lifecycle lifecycle) {
        return Resource.of(keyOf(name, spec), spec, lifecycle);
    }

    /** The resource of this key. */
    public Optional<Resource> find(Key key) {
        return Optional.ofNullable(resources.get(key));
    }

    /** All resources, in the order in which they were added; a view that can't be changed. */
    public Map<Key, Resource> resources() {
        return Collections.unmodifiableMap(resources);
    }

    private Key keyOf(String handle, Spec spec) {
        return spec instanceof RecordSet set ? Key.of(RecordSet.KIND, recordSetName(set)) : Key.of(spec.kind(), handle);
    }

    private String recordSetName(RecordSet set) {
        Ref<DnsZone> zone = set.zone();
        return switch (zone.form()) {
            case KEY -> {
                Resource there = resources.get(Key.of(DnsZone.KIND, zone.value()));
                if (there == null || !(there.spec() instanceof DnsZone spec)) {
                    throw new IllegalArgumentException("there is no DnsZone " + zone.value() + " in stack " + name
                            + " yet: add the zone before its record sets");
                }
                yield zone.value() + "/" + relative(set, spec.dnsName()) + "/" + set.typeWord();
            }
            case DNS_NAME -> {
                DnsName dnsName = DnsName.parse(zone.value());
                String shown =
                        dnsName.toString().substring(0, dnsName.toString().length() - 1);
                yield shown + "/" + relative(set, dnsName) + "/" + set.typeWord();
            }
            case ID -> zone.value() + "/" + set.name() + "/" + set.typeWord();
            case STACK -> zone.stack().orElse("") + ":" + zone.value() + "/" + set.name() + "/" + set.typeWord();
        };
    }

    private static String relative(RecordSet set, DnsName zone) {
        if (!set.name().isWithin(zone)) {
            throw new IllegalArgumentException(set.name() + " does not lie within zone " + zone);
        }
        return set.name().relativeTo(zone);
    }

    @Override
    public String toString() {
        return owner() + " " + resources.keySet();
    }
}
