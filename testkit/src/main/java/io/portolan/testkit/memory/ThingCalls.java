package io.portolan.testkit.memory;

import io.portolan.model.NativeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls on things: create, update, tag, delete, list, get. One type's rules decide what is refused. */
final class ThingCalls {
    private final CloudOptions options;
    private final Map<String, ThingType> types;
    private final Store store;
    private final Troubles troubles;
    private final Assigned assigned = new Assigned();

    ThingCalls(CloudOptions options, Map<String, ThingType> types, Store store, Troubles troubles) {
        this.options = options;
        this.types = types;
        this.store = store;
        this.troubles = troubles;
    }

    Answer handle(Verb verb, ThingType type, Arguments arguments, Instant now) throws NativeError {
        return switch (verb) {
            case CREATE, UPDATE, TAG -> write(verb, type, arguments, now);
            case DELETE -> delete(id(type, arguments), now);
            case LIST -> store.page(type.name(), arguments.has("page") ? arguments.text("page") : null, now);
            case GET -> get(type, arguments, now);
        };
    }

    private Answer get(ThingType type, Arguments arguments, Instant now) {
        List<Thing> things = new ArrayList<>();
        Object ids = arguments.raw("ids");
        if (ids instanceof Collection<?> many) {
            for (Object id : many) {
                store.read(NativeId.of(type.name(), id.toString()), now).ifPresent(things::add);
            }
        }
        return Answer.page(things, null);
    }

    /** One call puts where the temper has one word for both: it makes what is not there, and replaces what is. */
    private Answer write(Verb verb, ThingType type, Arguments arguments, Instant now) throws NativeError {
        if (verb == Verb.CREATE && !options.temper().isWhole()) {
            return create(type, arguments, now);
        }
        if (verb != Verb.CREATE && !options.temper().isWhole()) {
            return update(type, arguments, now);
        }
        boolean there = store.find(id(type, arguments), now).isPresent();
        return there && !arguments.has("ifNoneMatch") ? update(type, arguments, now) : create(type, arguments, now);
    }

    private Answer create(ThingType type, Arguments arguments, Instant now) throws NativeError {
        Optional<Answer> landed = troubles.landed(type.name(), arguments, now);
        if (landed.isPresent()) {
            return landed.get();
        }
        NativeId id = options.temper().isNamed() ? id(type, arguments) : store.nextId(type.name());
        if (arguments.has("ifMatch")) {
            throw NativeError.of("ConditionNotMet", id + " is not there");
        }
        Optional<Thing> there = store.find(id, now);
        if (there.isPresent()) {
            throw there.get().state() == Thing.State.DELETING
                    ? NativeError.of("OperationInProgress", id + " is being deleted")
                    : NativeError.of("AlreadyThere", "there is a " + id + " already");
        }
        Map<String, Object> attributes = arguments.attributes();
        check(type, id, attributes, now);
        assigned.add(type.name(), id, attributes, store, now);
        Map<String, String> labels = arguments.labels();
        Thing thing = Thing.of(
                id,
                arguments.text("name", id.value()),
                attributes,
                type.isMarked() && labels != null ? labels : Map.of());
        Optional<String> failing = troubles.fails(now, options.slow());
        if (failing.isPresent()) {
            return Answer.of(thing).operation(failing.get());
        }
        Duration busy = busy(type);
        store.add(thing, now, busy);
        Answer answer = answer(store.find(id, now).orElse(thing), now, busy);
        troubles.remember(type.name(), arguments, answer, now);
        return answer;
    }

    private Answer update(ThingType type, Arguments arguments, Instant now) throws NativeError {
        NativeId id = id(type, arguments);
        Thing thing = existing(id, now);
        if (arguments.has("ifMatch") && !arguments.text("ifMatch").equals(Long.toString(thing.version()))) {
            throw NativeError.of("ConditionNotMet", id + " is at version " + thing.version());
        }
        idle(thing);
        Map<String, Object> attributes =
                new LinkedHashMap<>(options.temper().isWhole() ? Map.of() : thing.attributes());
        attributes.putAll(arguments.attributes());
        assigned.keep(thing, attributes);
        for (String fixed : type.fixed()) {
            Object before = thing.raw(fixed);
            if (before == null ? attributes.containsKey(fixed) : !before.equals(attributes.get(fixed))) {
                throw NativeError.of("CannotChange", fixed + " of " + id + " can't be changed");
            }
        }
        check(type, id, attributes, now);
        Optional<String> failing = troubles.fails(now, options.slow());
        if (failing.isPresent()) {
            return Answer.of(thing).operation(failing.get());
        }
        Map<String, String> labels = arguments.labels();
        Thing changed = thing.state(Thing.State.READY).attributes(attributes);
        if (type.isMarked() && labels != null) {
            changed = changed.labels(labels);
        }
        Duration busy = busy(type);
        store.replace(changed, now, busy);
        return answer(store.find(id, now).orElse(changed), now, busy);
    }

    Answer delete(NativeId id, Instant now) throws NativeError {
        Thing thing = existing(id, now);
        idle(thing);
        for (ThingType other : types.values()) {
            for (Thing user : store.all(other.name(), now)) {
                if (other.parent().equals(id.part()) && id.equals(user.raw("parent"))) {
                    if (other.children() == ThingType.Children.HOLD) {
                        throw inUse(id, user);
                    }
                    continue;
                }
                for (String reference : other.references()) {
                    if (Arguments.ids(user.raw(reference)).contains(id)) {
                        throw inUse(id, user);
                    }
                }
            }
        }
        Duration busy = options.temper() == Temper.OPERATIONS ? options.slow() : Duration.ZERO;
        for (ThingType other : types.values()) {
            if (other.parent().equals(id.part())) {
                for (Thing child : store.all(other.name(), now)) {
                    if (id.equals(child.raw("parent"))) {
                        store.remove(child.id(), now, busy);
                    }
                }
            }
        }
        store.remove(id, now, busy);
        return options.temper() == Temper.OPERATIONS
                ? Answer.none().operation(troubles.begin(now, busy))
                : Answer.none();
    }

    private static NativeError inUse(NativeId id, Thing user) {
        return NativeError.of("InUse", id + " is used by " + user.id())
                .holder(user.id().toString());
    }

    private void check(ThingType type, NativeId id, Map<String, Object> attributes, Instant now) throws NativeError {
        List<NativeId> needed = new ArrayList<>();
        if (!type.parent().isEmpty()) {
            needed.addAll(Arguments.ids(attributes.get("parent")));
        }
        for (String reference : type.references()) {
            needed.addAll(Arguments.ids(attributes.get(reference)));
        }
        for (NativeId other : needed) {
            if (store.find(other, now)
                    .filter(t -> t.state() != Thing.State.DELETING)
                    .isEmpty()) {
                throw NativeError.of("NoSuchThing", other + ", which " + id + " is to use, is not there");
            }
        }
        Object alone = attributes.get(type.alone());
        if (alone != null
                && store.with(type.name(), type.alone(), alone, now).stream()
                        .anyMatch(t -> !t.id().equals(id) && t.state() != Thing.State.READY)) {
            throw NativeError.of("OperationInProgress", alone + " is busy with another " + type);
        }
        Object first =
                type.unique().isEmpty() ? null : attributes.get(type.unique().get(0));
        if (first != null) {
            for (Thing other : store.with(type.name(), type.unique().get(0), first, now)) {
                if (!other.id().equals(id) && isSame(type.unique(), attributes, other)) {
                    throw NativeError.of(
                                    type.alone().isEmpty() ? "AlreadyThere" : "InUse",
                                    other.id() + " has that " + type.unique())
                            .holder(other.id().toString());
                }
            }
        }
    }

    private static boolean isSame(List<String> unique, Map<String, Object> attributes, Thing other) {
        for (String attribute : unique) {
            Object wanted = attributes.get(attribute);
            if (wanted == null || !wanted.equals(other.raw(attribute))) {
                return false;
            }
        }
        return true;
    }

    private static void idle(Thing thing) throws NativeError {
        if (thing.state() != Thing.State.READY) {
            throw NativeError.of("OperationInProgress", thing.id() + " is busy");
        }
    }

    private Thing existing(NativeId id, Instant now) throws NativeError {
        return store.find(id, now).orElseThrow(() -> NativeError.of("NoSuchThing", "there is no " + id));
    }

    private NativeId id(ThingType type, Arguments arguments) throws NativeError {
        return NativeId.of(type.name(), arguments.text(arguments.has("id") ? "id" : "name"));
    }

    private Duration busy(ThingType type) {
        return options.temper() == Temper.OPERATIONS || type.isSlow() ? options.slow() : Duration.ZERO;
    }

    private Answer answer(Thing thing, Instant now, Duration busy) {
        Answer answer = Answer.of(thing);
        return options.temper() == Temper.OPERATIONS ? answer.operation(troubles.begin(now, busy)) : answer;
    }
}
