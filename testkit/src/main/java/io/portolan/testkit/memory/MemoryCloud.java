package io.portolan.testkit.memory;

import static java.util.Objects.requireNonNull;

import io.portolan.dns.DnsName;
import io.portolan.dns.RecordSet.Policy;
import io.portolan.dns.RecordType;
import io.portolan.model.NativeId;
import io.portolan.spi.Timekeeper;
import io.portolan.spi.driver.Place;
import io.portolan.spi.toolkit.Marks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The native side: typed things behind a wire of their own, with the habits of one {@link Temper}. It outlives providers and engines: a test
 * that lets a process crash drops those and keeps this. Safe for use by several threads.
 */
public final class MemoryCloud {
    /** What answers one call. */
    private interface Handler {
        Object handle(Arguments arguments, java.time.Instant now) throws NativeError;
    }

    private final CloudOptions options;
    private final Timekeeper time;
    private final Map<String, ThingType> types;
    private final Store store;
    private final Troubles troubles;
    private final ThingCalls things;
    private final RecordCalls records;
    private final Map<String, Handler> handlers = new HashMap<>();
    private final List<CloudCall> log = new ArrayList<>();

    private MemoryCloud(CloudOptions options, Timekeeper time) {
        this.options = requireNonNull(options, "options");
        this.time = requireNonNull(time, "time");
        this.types = ThingType.of(options.temper());
        this.store = new Store(options);
        this.troubles = new Troubles(options);
        this.things = new ThingCalls(options, types, store, troubles);
        this.records = new RecordCalls(options, store, troubles);
        for (ThingType type : types.values()) {
            for (Verb verb : Verb.values()) {
                handlers.putIfAbsent(
                        verb.call(options.temper(), type.name()),
                        (arguments, now) -> things.handle(verb, type, arguments, now));
            }
        }
        handlers.put(Verb.DELETE.call(options.temper(), "zone"), (arguments, now) -> deleteZone(arguments, now));
        handlers.put(NativeWords.health(options.temper()), (arguments, now) -> troubles.health(now));
        handlers.put(
                NativeWords.inventory(options.temper()),
                (arguments, now) -> store.page((NativeId) arguments.raw("page"), (String) arguments.raw("host"), now));
        handlers.put(NativeWords.list(options.temper()), records::list);
        handlers.put(NativeWords.change(options.temper(), false), records::change);
        handlers.put(NativeWords.change(options.temper(), true), records::change);
        handlers.put(
                NativeWords.operation(options.temper()),
                (arguments, now) -> troubles.state(arguments.text("operation"), now));
    }

    /** An empty cloud with these habits. */
    public static MemoryCloud of(CloudOptions options, Timekeeper time) {
        return new MemoryCloud(options, time);
    }

    CloudOptions options() {
        return options;
    }

    /** Which family of clouds it behaves like. */
    public Temper temper() {
        return options.temper();
    }

    /** Answers one call; what the provider's wire carries. */
    synchronized Object handle(String call, boolean write, Map<String, Object> sent) throws NativeError {
        Arguments arguments = new Arguments(sent);
        String error = null;
        try {
            Handler handler = handlers.get(call);
            if (handler == null) {
                throw NativeError.of("BadRequest", "there is no call " + call);
            }
            troubles.before(arguments, write);
            return handler.handle(arguments, time.now());
        } catch (NativeError e) {
            error = e.code();
            throw e;
        } finally {
            log.add(new CloudCall(time.now(), call, write, sent, error));
        }
    }

    private Answer deleteZone(Arguments arguments, java.time.Instant now) throws NativeError {
        NativeId id = NativeId.of("zone", arguments.text("id"));
        if (store.find(id, now).isPresent() && !records.zone(id.value()).isEmpty()) {
            RecordName first = records.zone(id.value()).firstKey();
            throw NativeError.of("InUse", id + " holds record sets").holder("rrset " + first);
        }
        return things.delete(id, now);
    }

    /** Every call so far, in order. */
    public synchronized List<CloudCall> log() {
        return List.copyOf(log);
    }

    /** Forgets the calls so far. */
    public synchronized void clearLog() {
        log.clear();
    }

    /** Every thing that exists, record sets included, whatever lists show; in the order of types and ids. */
    public synchronized List<Thing> things() {
        List<Thing> all = new ArrayList<>();
        types.keySet().forEach(type -> all.addAll(store.all(type, time.now())));
        records.all().forEach((zone, sets) -> sets.values().forEach(set -> all.add(asThing(zone, set))));
        return all;
    }

    private static Thing asThing(String zone, Rrset set) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("zone", zone);
        attributes.put("ttl", set.ttl());
        attributes.put("policy", set.policy());
        attributes.put(
                "values",
                set.answers().stream().flatMap(a -> a.values().stream()).toList());
        return Thing.of(RecordReader.id(zone, set.name()), set.name().toString(), attributes, set.labels());
    }

    /** The things of a type, record sets being {@code rrset}. */
    public List<Thing> things(String type) {
        return things().stream().filter(t -> t.type().equals(type)).toList();
    }

    /** The thing of this id. */
    public Optional<Thing> find(NativeId id) {
        return things().stream().filter(t -> t.id().equals(id)).findFirst();
    }

    /** Puts a thing there that nobody of ours made; visible at once. In a temper of names the id is the name. */
    public synchronized NativeId plant(String type, String name, Map<String, Object> attributes) {
        NativeId id = options.temper().isNamed() ? NativeId.of(type, name) : store.nextId(type);
        Map<String, Object> all = new LinkedHashMap<>(attributes);
        new Assigned().add(type, id, all, store, time.now());
        all.putAll(attributes);
        store.add(Thing.of(id, name, all, Map.of()), time.now().minus(Duration.ofDays(1)), Duration.ZERO);
        return id;
    }

    /** Puts a record set there that nobody of ours made. */
    public synchronized void plantRecord(String zone, String name, String type, Duration ttl, String... values) {
        RecordName at = new RecordName(DnsName.absolute(name), RecordType.of(type));
        Rrset.Data data = new Rrset.Data(List.of(values), 1, null, null, null);
        Rrset before = records.zone(zone).get(at);
        Rrset after = Rrset.of(at, ttl, Policy.SIMPLE, List.of(data));
        records.zone(zone)
                .put(at, before == null ? after : after.labels(before.labels()).version(before.version() + 1));
    }

    /** Takes a record set away behind everybody's back. */
    public synchronized void removeRecord(String zone, String name, String type) {
        records.zone(zone).remove(new RecordName(DnsName.absolute(name), RecordType.of(type)));
    }

    /** Changes an attribute behind everybody's back; null takes it away. */
    public synchronized void alter(NativeId id, String attribute, @Nullable Object value) {
        store.find(id, time.now()).ifPresent(thing -> {
            Map<String, Object> attributes = new LinkedHashMap<>(thing.attributes());
            if (value == null) {
                attributes.remove(attribute);
            } else {
                attributes.put(attribute, value);
            }
            store.replace(thing.attributes(attributes), time.now(), Duration.ZERO);
        });
    }

    /** Changes what carries the mark behind everybody's back. */
    public synchronized void label(NativeId id, Map<String, String> labels) {
        store.find(id, time.now()).ifPresent(t -> store.replace(t.labels(labels), time.now(), Duration.ZERO));
    }

    /** Takes a thing away behind everybody's back. */
    public synchronized void remove(NativeId id) {
        store.remove(id, time.now(), Duration.ZERO);
    }

    /** From now on every call at this place goes unanswered: {@code zone} with a zone's id, {@code host} with a host's name. */
    public synchronized void down(Place place) {
        troubles.down(place);
    }

    /** The place answers again. */
    public synchronized void up(Place place) {
        troubles.up(place);
    }

    /** A target, as {@code address:port}, answers no health check from now on. */
    public synchronized void targetDown(String target) {
        troubles.target(target, true);
    }

    /** A target answers again. */
    public synchronized void targetUp(String target) {
        troubles.target(target, false);
    }

    /** A thing has connections for so long. */
    public synchronized void connections(NativeId thing, Duration forSoLong) {
        troubles.connections(thing, time.now().plus(forSoLong));
    }

    /** Takes the marks of an owner off everything, as if somebody else had made it all by hand. */
    public synchronized void disown(String owner) {
        for (String type : types.keySet()) {
            for (Thing thing : store.all(type, time.now())) {
                Map<String, String> labels = unmarked(owner, thing.labels());
                if (!labels.equals(thing.labels())) {
                    store.replace(thing.labels(labels), time.now(), Duration.ZERO);
                }
            }
        }
        records.all()
                .values()
                .forEach(sets -> sets.replaceAll(
                        (name, set) -> set.labels(unmarked(owner, set.labels())).version(set.version() + 1)));
    }

    private static Map<String, String> unmarked(String owner, Map<String, String> labels) {
        Map<String, String> left = new LinkedHashMap<>(labels);
        if (owner.equals(labels.get("portolan-owner"))) {
            left.keySet().removeIf(name -> name.startsWith("portolan-"));
        }
        left.values()
                .removeIf(text -> Marks.fromText(text)
                        .filter(m -> m.owner().equals(owner))
                        .isPresent());
        return left;
    }

    /** The next operations end in an error, without effect. */
    public synchronized void failOperations(int count) {
        troubles.failOperations(count);
    }

    /** The next batches break in the middle; only where {@link CloudOptions.Batches#HALVES} is on. */
    public synchronized void halveBatches(int count) {
        troubles.halveBatches(count);
    }

    @Override
    public String toString() {
        return "memory cloud " + options.temper();
    }
}
