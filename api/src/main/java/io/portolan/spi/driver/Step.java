package io.portolan.spi.driver;

import static java.util.Objects.requireNonNull;

import io.portolan.Impact;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One native write, a delete, or a wait that only reads, described as data: what is printed and digested is what is sent.
 *
 * <pre>{@code
 * Step.write("zone.create", "shop.example.", key)
 *         .with("dnsName", name)
 *         .repeat(Repeat.TOKEN)
 *         .fills(key, DnsZone.ID)
 *         .call(run -> {
 *             String id = api.create(run.get("dnsName", DnsName.class), run.token());
 *             run.made(key, NativeId.of("zone", id));
 *             run.fill(key, DnsZone.ID, NativeId.of("zone", id));
 *             return id;
 *         });
 * }</pre>
 *
 * <p>A description is filled by one thread and frozen by {@link #call} or {@link #until}.
 */
public final class Step {
    /** What a step does. */
    public enum Type {
        /** Makes or changes something. */
        WRITE,
        /** Takes something away: NOT_FOUND is done, IN_USE is waited for. */
        DELETE,
        /** Only reads until something is so. */
        AWAIT
    }

    private final Type type;
    private final String nativeCall;
    private final String summary;
    private final List<Key> keys;
    private final @Nullable NativeId deleted;
    private final Set<NativeId> ids = new TreeSet<>();
    private final Set<NativeId> exclusive = new TreeSet<>();
    private final Set<Impact> impacts = EnumSet.noneOf(Impact.class);
    private final Map<Key, Set<Impact>> keyed = new TreeMap<>();
    private final Set<Slot> fills = new TreeSet<>();
    private final Map<String, Object> arguments = new LinkedHashMap<>();
    private final Set<String> conditions = new TreeSet<>();
    private @Nullable Value<Place> place;
    private Repeat repeat = Repeat.SAFE;
    private Duration patience = Duration.ofMinutes(2);
    private Duration every = Duration.ofSeconds(2);

    private Step(Type type, String nativeCall, String summary, Collection<Key> keys, @Nullable NativeId deleted) {
        this.type = type;
        this.deleted = deleted;
        this.nativeCall = requireNonNull(nativeCall, "nativeCall");
        this.summary = requireNonNull(summary, "summary");
        this.keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a step belongs to at least one key: " + nativeCall);
        }
    }

    /** One native write for these keys; the call is named exactly as on the wire, the summary is for people. */
    public static Step write(String nativeCall, String summary, Key... keys) {
        return write(nativeCall, summary, List.of(keys));
    }

    /** One native write for many keys. A batch over several keys must be repeatable as it is. */
    public static Step write(String nativeCall, String summary, Collection<Key> keys) {
        return new Step(Type.WRITE, nativeCall, summary, keys, null);
    }

    /** One native delete of this id. */
    public static Step delete(String nativeCall, NativeId id, Key... keys) {
        return new Step(Type.DELETE, nativeCall, id.value(), List.of(keys), id)
                .on(id)
                .with("id", id.value());
    }

    /** A wait that only reads; {@code what} completes "wait until ...". */
    public static Step await(String what, Key... keys) {
        return new Step(Type.AWAIT, "wait", what, List.of(keys), null);
    }

    /**
     * The native things that it changes; a delete's id is among them. All are remembered as doomed before a delete: those that only lose a link by it
     * stay so until they are deleted themselves.
     */
    public Step on(NativeId... things) {
        ids.addAll(List.of(things));
        return this;
    }

    /** Where it writes, if no spec may name that place later; remembered. */
    public Step at(Place where) {
        return at(Value.of(where));
    }

    /** The same for a place that an earlier step makes; remembered when it is known, before the call. */
    public Step at(Value<Place> where) {
        place = requireNonNull(where, "where");
        return this;
    }

    /** What it needs alone while it runs, over all drivers of the provider. */
    public Step exclusive(NativeId... things) {
        exclusive.addAll(List.of(things));
        return this;
    }

    /** What it does to those who use the resource. */
    public Step impact(Impact... what) {
        impacts.addAll(List.of(what));
        return this;
    }

    /** What it does to those who use this one of its resources, where it is not the same for all. */
    public Step impact(Key key, Impact... what) {
        keyed.computeIfAbsent(requireNonNull(key, "key"), k -> EnumSet.noneOf(Impact.class))
                .addAll(List.of(what));
        return this;
    }

    /** An output that the call fills. */
    public Step fills(Key key, Output<?> output) {
        fills.add(Slot.of(key, output));
        return this;
    }

    /**
     * An argument: printed, digested, and the only way the call gets it. A {@link Value}, a {@link io.portolan.model.Secret} (not printed, digested
     * with a key), a map, a set (both are sorted for printing), or a plain immutable value whose {@code toString} is its canonical text.
     */
    public Step with(String name, Object argument) {
        arguments.put(requireNonNull(name, "name"), requireNonNull(argument, "argument"));
        return this;
    }

    /**
     * A condition that is sent with the call, such as an ETag or the exact value to be deleted: printed, the only way the call gets it, but not
     * part of the digest. A plan has not moved merely because a version did.
     */
    public Step condition(String name, Object expected) {
        with(name, expected);
        conditions.add(name);
        return this;
    }

    /** What happens when it is sent twice; without this {@link Repeat#SAFE}. */
    public Step repeat(Repeat how) {
        repeat = requireNonNull(how, "how");
        return this;
    }

    /** For how long IN_USE and NOT_READY are waited for, and how often it is tried; without this 2 minutes, every 2 seconds. */
    public Step patience(Duration most, Duration interval) {
        patience = requireNonNull(most, "most");
        every = requireNonNull(interval, "interval");
        return this;
    }

    /** Freezes the description with what makes the call: exactly one write on the wire, named as this step is. */
    public <R> Call<R> call(Function<Running, R> exactlyOneWrite) {
        if (type == Type.AWAIT) {
            throw new IllegalStateException("a wait does not write: " + summary);
        }
        return new Call<>(this, requireNonNull(exactlyOneWrite, "exactlyOneWrite"), null);
    }

    /** Freezes a wait. */
    public Call<Boolean> until(Poll<Boolean> poll, Duration most, Call.OnTimeout onTimeout) {
        return new Call<>(this, run -> Boolean.TRUE, new Call.Wait<>(summary, poll, most, onTimeout));
    }

    /** What it does. */
    public Type type() {
        return type;
    }

    /** The native call, as on the wire; {@code wait} for a wait. */
    public String nativeCall() {
        return nativeCall;
    }

    /** A few words for people. */
    public String summary() {
        return summary;
    }

    /** The keys that it is for. */
    public List<Key> keys() {
        return keys;
    }

    /** The native things that it changes. */
    public Set<NativeId> ids() {
        return ids;
    }

    /** The id that a delete takes away; empty for every other step. */
    public Optional<NativeId> deleted() {
        return Optional.ofNullable(deleted);
    }

    /** What it needs alone. */
    public Set<NativeId> exclusive() {
        return exclusive;
    }

    /** What it does to users, over all its keys. */
    public Set<Impact> impacts() {
        Set<Impact> all = EnumSet.noneOf(Impact.class);
        all.addAll(impacts);
        keyed.values().forEach(all::addAll);
        return all;
    }

    /** What it does to the users of this key. */
    public Set<Impact> impacts(Key key) {
        Set<Impact> own = EnumSet.noneOf(Impact.class);
        own.addAll(impacts);
        own.addAll(keyed.getOrDefault(key, Set.of()));
        return own;
    }

    /** The slots that it fills. */
    public Set<Slot> fills() {
        return fills;
    }

    /** The arguments in the order given. */
    public Map<String, Object> arguments() {
        return arguments;
    }

    /** The names of those arguments that are conditions. */
    public Set<String> conditions() {
        return conditions;
    }

    /** Where it writes; empty where nothing was said, or where it is not known yet. */
    public Optional<Place> place() {
        return place == null ? Optional.empty() : place.now();
    }

    /** Where it writes or will write; empty where nothing was said. */
    public Optional<Value<Place>> placeToBe() {
        return Optional.ofNullable(place);
    }

    /** What happens when it is sent twice. */
    public Repeat repeat() {
        return repeat;
    }

    /** For how long a refusal that passes is waited for. */
    public Duration patience() {
        return patience;
    }

    /** How often it is tried meanwhile. */
    public Duration every() {
        return every;
    }

    @Override
    public String toString() {
        return nativeCall + " " + summary;
    }
}
