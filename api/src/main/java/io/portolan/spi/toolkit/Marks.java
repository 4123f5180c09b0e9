package io.portolan.spi.toolkit;

import io.portolan.model.Key;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Mark;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes a {@link Mark} as tags, labels or a line of text, and reads it back. */
public final class Marks {
    private static final String PREFIX = "portolan-";

    private Marks() {}

    /** A mark as four tags: {@code portolan-owner}, {@code -key}, {@code -origin}, {@code -hold}. */
    public static Map<String, String> toTags(Mark mark) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(PREFIX + "owner", mark.owner());
        tags.put(PREFIX + "key", mark.key().toString());
        tags.put(PREFIX + "origin", mark.origin().name());
        tags.put(PREFIX + "hold", mark.hold().name());
        return tags;
    }

    /**
     * The tags that a native thing is to have after a change, sorted by name: what is there, the resource's labels, the mark. On a release the mark is
     * taken out.
     *
     * @param mark {@link Change#mark(io.portolan.model.NativeId)} of a thing that is there, {@link Change#mark()} of one that is to be made
     */
    public static Map<String, String> toTags(Change<?> change, Mark mark, Map<String, String> there) {
        Map<String, String> tags = new TreeMap<>(there);
        tags.keySet().removeIf(name -> name.startsWith(PREFIX));
        tags.putAll(change.labels());
        if (change.intent() != Change.Intent.RELEASE) {
            tags.putAll(toTags(mark));
        }
        return Collections.unmodifiableMap(tags);
    }

    /** The mark among these tags; empty when there is none, or when it can't be read: then the thing is foreign. */
    public static Optional<Mark> fromTags(Map<String, String> tags) {
        String owner = tags.get(PREFIX + "owner");
        String key = tags.get(PREFIX + "key");
        if (owner == null || key == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Mark.of(owner, Key.parse(key))
                    .origin(Mark.Origin.valueOf(tags.getOrDefault(PREFIX + "origin", "CREATED")))
                    .hold(Mark.Hold.valueOf(tags.getOrDefault(PREFIX + "hold", "NONE"))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A mark as one line: {@code portolan owner=shop key=DnsZone/shop origin=CREATED hold=NONE}. Owners and keys have no spaces. */
    public static String toText(Mark mark) {
        return "portolan owner=" + mark.owner() + " key=" + mark.key() + " origin=" + mark.origin() + " hold="
                + mark.hold();
    }

    /** The mark in a line that {@link #toText} wrote; empty when it is something else. */
    public static Optional<Mark> fromText(String text) {
        if (!text.startsWith("portolan ")) {
            return Optional.empty();
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (String word : text.substring("portolan ".length()).split(" ")) {
            int eq = word.indexOf('=');
            if (eq > 0) {
                tags.put(PREFIX + word.substring(0, eq), word.substring(eq + 1));
            }
        }
        return fromTags(tags);
    }
}
