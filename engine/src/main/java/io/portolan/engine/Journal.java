package io.portolan.engine;

import static io.portolan.engine.Facts.fact;
import static io.portolan.engine.Facts.id;
import static io.portolan.engine.Facts.key;
import static io.portolan.engine.Facts.maps;
import static io.portolan.engine.Facts.rename;
import static io.portolan.engine.Facts.text;

import io.portolan.engine.state.StateStore;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the engine remembers of a stack: intents with their tokens, ids in the words INTENDED, MADE and DOOMED, places, what lingers, which keys are
 * being renamed, and which plans were begun. A fold over lines of JSON; holds identity, call, digest, token, ids and code, never a native message or an argument.
 */
final class Journal {
    /** Up to so many lines are never compacted. */
    private static final int FEW = 1000;

    /** A write that was about to be sent, and of which no end is known. */
    record Intent(String digest, String token, String call, String keys, Instant at, boolean blind) {}

    /** Whose it is, and since when. */
    private record Made(Key key, Instant at) {}

    /** The last plan that was begun. */
    record Begun(String digest, Instant at, String by, boolean ended) {}

    private final StateStore.@Nullable Session writer;
    private final Map<String, Intent> intents = new LinkedHashMap<>();
    private final Map<NativeId, Made> made = new LinkedHashMap<>();
    private final Map<NativeId, Key> intended = new LinkedHashMap<>();
    private final Map<NativeId, Key> doomed = new LinkedHashMap<>();
    private final Map<NativeId, Instant> gone = new LinkedHashMap<>();
    private final Map<Place, String> places = new LinkedHashMap<>();
    private final Map<NativeId, Instant> lingering = new HashMap<>();
    private final Map<Key, Key> renames = new LinkedHashMap<>();
    private final Map<String, List<Map<String, Object>>> begunSteps = new HashMap<>();
    private final Map<String, Set<String>> kinds = new LinkedHashMap<>();
    private @Nullable Begun begun;
    private int count;

    private Journal(StateStore.@Nullable Session writer) {
        this.writer = writer;
    }

    /** The journal as it is now, for reading only. */
    static Journal read(StateStore store, String owner) {
        Journal journal = new Journal(null);
        Json.readObjects(store.read(owner), journal::fold);
        return journal;
    }

    /** The journal of a session that may write. */
    static Journal of(StateStore.Session session) {
        Journal journal = new Journal(session);
        Json.readObjects(session.lines(), journal::fold);
        journal.compact();
        return journal;
    }

    private void fold(Map<String, Object> fact) {
        count++;
        String type = text(fact, "t");
        Instant at = Instant.ofEpochMilli(fact.get("at") instanceof Long n ? n : 0L);
        switch (type) {
            case "begun" -> {
                begun = new Begun(text(fact, "digest"), at, text(fact, "by"), false);
                if (fact.get("steps") instanceof List<?> steps) {
                    begunSteps.put(text(fact, "digest"), maps(steps));
                }
            }
            case "ended" -> {
                renames.clear();
                begunSteps.remove(text(fact, "digest"));
                if (begun != null && begun.digest.equals(text(fact, "digest"))) {
                    begun = new Begun(begun.digest, begun.at, begun.by, true);
                }
            }
            case "intent" ->
                intents.put(
                        text(fact, "digest"),
                        new Intent(
                                text(fact, "digest"),
                                text(fact, "token"),
                                text(fact, "call"),
                                text(fact, "keys"),
                                at,
                                Boolean.TRUE.equals(fact.get("blind"))));
            case "closed" -> intents.remove(text(fact, "digest"));
            case "made" -> {
                NativeId id = id(fact);
                made.put(id, new Made(key(fact), at));
                gone.remove(id);
            }
            case "intended" -> intended.put(id(fact), key(fact));
            case "doomed" -> doomed.put(id(fact), key(fact));
            case "gone" -> {
                NativeId id = id(fact);
                gone.put(id, at);
                made.remove(id);
                intended.remove(id);
                doomed.remove(id);
            }
            case "spared" -> doomed.remove(id(fact));
            case "released" -> {
                made.remove(id(fact));
                intended.remove(id(fact));
                doomed.remove(id(fact));
            }
            case "place" -> places.put(Place.of(text(fact, "place"), text(fact, "id")), text(fact, "kind"));
            case "renamed" -> renames.put(key(fact), Key.parse(text(fact, "from")));
            case "linger" -> lingering.put(id(fact), at);
            case "kind" ->
                kinds.computeIfAbsent(text(fact, "provider"), p -> new TreeSet<>())
                        .add(text(fact, "kind"));
            default ->
                throw new IllegalStateException("the journal holds a fact that this version does not know: " + type);
        }
    }

    // ------------------------------------------------------------------ writing

    /** Facts that are appended together: one write, one fsync. */
    final class Batch {
        private final List<String> lines = new ArrayList<>();

        Batch add(Map<String, Object> fact) {
            lines.add(Json.write(fact));
            return this;
        }

        Batch made(NativeId id, Key key, Instant at) {
            return add(fact("made", id, at, key));
        }

        Batch gone(NativeId id, Instant at) {
            return add(fact("gone", id, at, null));
        }

        Batch intended(NativeId id, Key key) {
            return Objects.equals(key, intended.get(id)) ? this : add(fact("intended", id, Instant.EPOCH, key));
        }

        Batch doomed(NativeId id, Key key) {
            return Objects.equals(key, doomed.get(id)) ? this : add(fact("doomed", id, Instant.EPOCH, key));
        }

        Batch spared(NativeId id) {
            return doomed.containsKey(id) ? add(fact("spared", id, Instant.EPOCH, null)) : this;
        }

        /** It is given back: from now on only a mark makes it ours. */
        Batch released(NativeId id) {
            return made.containsKey(id) || intended.containsKey(id) || doomed.containsKey(id)
                    ? add(fact("released", id, Instant.EPOCH, null))
                    : this;
        }

        Batch place(Place place, String kind) {
            return places.containsKey(place) ? this : add(fact(place, kind));
        }

        /** What is marked with a key gets another one; ids that an answer gave go along, for what can't be marked. */
        Batch renamed(Key key, Key before) {
            if (before.equals(renames.get(key))) {
                return this;
            }
            made.forEach((id, of) -> {
                if (of.equals(before)) {
                    made(id, key, madeAt(id));
                }
            });
            return add(rename(key, before));
        }

        Batch linger(NativeId id, Instant until) {
            return add(fact("linger", id, until, null));
        }

        /** At this provider the owner may have something of these kinds, and of no others. */
        Batch kinds(String provider, Set<String> names) {
            for (String kind : names) {
                if (!kinds.getOrDefault(provider, Set.of()).contains(kind)) {
                    add(Map.of("t", "kind", "provider", provider, "kind", kind));
                }
            }
            return this;
        }

        Batch intent(Intent intent) {
            Map<String, Object> fact = new LinkedHashMap<>();
            fact.put("t", "intent");
            fact.put("digest", intent.digest);
            fact.put("token", intent.token);
            fact.put("call", intent.call);
            fact.put("keys", intent.keys);
            fact.put("at", intent.at.toEpochMilli());
            if (intent.blind) {
                fact.put("blind", true);
            }
            return add(fact);
        }

        Batch closed(String digest) {
            return intents.containsKey(digest) ? add(fact("closed", digest)) : this;
        }

        /** Appends what was added, if anything. */
        void write(boolean durable) {
            if (!lines.isEmpty()) {
                synchronized (Journal.this) {
                    require().append(lines, durable);
                    Json.readObjects(lines, Journal.this::fold);
                }
            }
        }
    }

    Batch batch() {
        return new Batch();
    }

    private StateStore.Session require() {
        if (writer == null) {
            throw new IllegalStateException("this journal was opened for reading");
        }
        return writer;
    }

    /** Whether it was opened for writing. */
    boolean isWritable() {
        return writer != null;
    }

    /** Whether this session may still write. */
    boolean isCurrent() {
        return require().isCurrent();
    }

    void begin(String digest, Instant at, String by, List<Map<String, Object>> steps) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("t", "begun");
        fact.put("digest", digest);
        fact.put("at", at.toEpochMilli());
        fact.put("by", by);
        fact.put("steps", steps);
        batch().add(fact).write(true);
    }

    void end(String digest, Instant at) {
        batch().add(Map.of("t", "ended", "digest", digest, "at", at.toEpochMilli()))
                .write(true);
        // Of a finished run only ids are left to remember, and the next plan reads every line.
        compact();
    }

    /** Lines that say nothing any more are dropped when they are more than half of many. */
    private void compact() {
        if (count <= FEW || kept() >= count / 2) {
            return;
        }
        Batch batch = new Batch();
        if (begun != null) {
            Map<String, Object> fact = new LinkedHashMap<>();
            fact.put("t", "begun");
            fact.put("digest", begun.digest);
            fact.put("at", begun.at.toEpochMilli());
            fact.put("by", begun.by);
            fact.put("steps", begunSteps.getOrDefault(begun.digest, List.of()));
            batch.add(fact);
            if (begun.ended) {
                batch.add(fact("ended", begun.digest));
            }
        }
        intents.values().forEach(batch::intent);
        made.forEach((id, of) -> batch.made(id, of.key, of.at));
        intended.forEach((id, key) -> batch.add(fact("intended", id, Instant.EPOCH, key)));
        doomed.forEach((id, key) -> batch.add(fact("doomed", id, Instant.EPOCH, key)));
        gone.forEach(batch::gone);
        places.forEach((p, kind) -> batch.add(fact(p, kind)));
        lingering.forEach(batch::linger);
        renames.forEach((key, before) -> batch.add(rename(key, before)));
        kinds.forEach((provider, names) ->
                names.forEach(kind -> batch.add(Map.of("t", "kind", "provider", provider, "kind", kind))));
        require().replace(batch.lines);
        count = batch.lines.size();
    }

    /** How many lines say something still; {@link #compact()} writes these. */
    private int kept() {
        int plan = begun == null ? 0 : begun.ended ? 2 : 1;
        return plan
                + intents.size()
                + made.size()
                + intended.size()
                + doomed.size()
                + gone.size()
                + places.size()
                + lingering.size()
                + renames.size()
                + kinds.values().stream().mapToInt(Set::size).sum();
    }

    // ------------------------------------------------------------------ reading

    /** Whether the owner may have something of a kind at a provider; true of all as long as nothing was ever applied there. */
    synchronized boolean mayHave(String provider, String kind) {
        Set<String> known = kinds.get(provider);
        return known == null || known.contains(kind);
    }

    synchronized Optional<Intent> intent(String digest) {
        return Optional.ofNullable(intents.get(digest));
    }

    synchronized List<Intent> intents() {
        return List.copyOf(intents.values());
    }

    synchronized Optional<Begun> begun() {
        return Optional.ofNullable(begun);
    }

    /** The steps of a plan that was begun; empty when it was not. */
    synchronized Optional<List<Map<String, Object>>> begunSteps(String digestPrefix) {
        return begunSteps.entrySet().stream()
                .filter(e -> e.getKey().startsWith(digestPrefix))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The steps of the last plan that was begun, if it has not ended. */
    synchronized List<Map<String, Object>> unfinishedSteps() {
        return begun == null || begun.ended ? List.of() : begunSteps.getOrDefault(begun.digest, List.of());
    }

    /** The whole digest of a plan that was begun and has not ended. */
    synchronized Optional<String> begunDigest(String digestPrefix) {
        return begunSteps.keySet().stream()
                .filter(d -> d.startsWith(digestPrefix))
                .findFirst();
    }

    /** Until when others may still use any of these. */
    synchronized Instant lingersUntil(Collection<NativeId> ids) {
        Instant until = Instant.EPOCH;
        for (NativeId id : ids) {
            Instant at = lingering.get(id);
            if (at != null && at.isAfter(until)) {
                until = at;
            }
        }
        return until;
    }

    /** Renames that were begun by a run that has not ended: the new key and the old one. */
    synchronized Map<Key, Key> renames() {
        return Map.copyOf(renames);
    }

    synchronized Optional<Key> madeFor(NativeId id) {
        return Optional.ofNullable(made.get(id)).map(Made::key);
    }

    /** Whether an answer gave this id, or it was about to be deleted. */
    synchronized boolean remembers(NativeId id) {
        return made.containsKey(id) || doomed.containsKey(id);
    }

    synchronized boolean isDoomed(NativeId id) {
        return doomed.containsKey(id);
    }

    synchronized Map<NativeId, Key> doomed() {
        return Map.copyOf(doomed);
    }

    synchronized Instant madeAt(NativeId id) {
        Made of = made.get(id);
        return of == null ? Instant.EPOCH : of.at;
    }

    /** The memory of each kind. Ids that were deleted are remembered as gone for as long as listings may lag. */
    synchronized Memories memories(Instant now, Duration window) {
        Set<NativeId> justGone = new HashSet<>();
        gone.forEach((id, at) -> {
            if (at.plus(window).isAfter(now)) {
                justGone.add(id);
            }
        });
        Memories memories = new Memories(justGone, places);
        made.forEach((id, of) -> memories.made(id, of.key));
        intended.forEach(memories::intended);
        doomed.forEach(memories::doomed);
        return memories;
    }
}
