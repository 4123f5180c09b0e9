package io.portolan.aws.account;

import io.portolan.model.NativeId;
import io.portolan.spi.driver.Change;
import io.portolan.spi.toolkit.Diff;
import io.portolan.spi.toolkit.Marks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Tags between AWS's several types, which are all a key and a value, and maps. */
public final class Tags {
    private Tags() {}

    /** The tags that a thing is to be created with: the name that people see in the console, the resource's labels, the mark. */
    public static Map<String, String> ofNew(Change<?> change) {
        Map<String, String> tags = new TreeMap<>(Marks.toTags(change, change.mark(), Map.of()));
        tags.putIfAbsent("Name", change.key().name());
        return tags;
    }

    /** The tags that a thing is to have after a change; those of others stay. */
    public static Map<String, String> of(Change<?> change, NativeId id, Map<String, String> there) {
        return Marks.toTags(change, change.mark(id), there);
    }

    /** What has to be set, and the keys that have to go, to come from some tags to others. */
    public static Diff<String, String, String> diff(Map<String, String> there, Map<String, String> wanted) {
        return Diff.of(there, wanted, String::equals);
    }

    /** Tags as one of AWS's types, sorted by key: {@code Tags.list(tags, (k, v) -> Tag.builder().key(k).value(v).build())}. */
    public static <T> List<T> list(Map<String, String> tags, BiFunction<String, String, T> tag) {
        List<T> list = new ArrayList<>(tags.size());
        new TreeMap<>(tags).forEach((key, value) -> list.add(tag.apply(key, value)));
        return List.copyOf(list);
    }

    /** One of AWS's types as a map: {@code Tags.map(volume.tags(), Tag::key, Tag::value)}. */
    public static <T> Map<String, String> map(Collection<T> tags, Function<T, String> key, Function<T, String> value) {
        Map<String, String> map = new LinkedHashMap<>();
        tags.forEach(tag -> map.put(key.apply(tag), value.apply(tag)));
        return map;
    }
}
