package io.portolan.baremetal.embedded;

import io.portolan.model.DataSize;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what differs, field by field, down to the smallest that do. */
final class Differences {
    private static final Set<String> MILLISECONDS =
            Set.of("interval", "timeout", "idleTimeout", "drainTimeout", "connectTimeout", "duration");
    private static final String NOTHING = "-";

    private Differences() {}

    static void report(Planning planning, Key key, FieldPath path, NativeValue there, Value<NativeValue> wanted) {
        wanted.now()
                .ifPresentOrElse(
                        now -> report(planning, key, path, there.json(), now.json()),
                        () -> planning.differs(
                                key,
                                path,
                                shown(path, there.json()),
                                "known after the step before it",
                                Planning.Reason.WANTED));
    }

    private static void report(
            Planning planning, Key key, FieldPath path, @Nullable Object there, @Nullable Object wanted) {
        if (there instanceof Map<?, ?> one && wanted instanceof Map<?, ?> other) {
            Set<Object> names = new LinkedHashSet<>(one.keySet());
            names.addAll(other.keySet());
            names.forEach(name -> report(planning, key, path.field((String) name), one.get(name), other.get(name)));
        } else if (there instanceof List<?> one && wanted instanceof List<?> other && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                report(planning, key, path.index(i), one.get(i), other.get(i));
            }
        } else if (there == null ? wanted != null : !there.equals(wanted)) {
            planning.differs(key, path, shown(path, there), shown(path, wanted), Planning.Reason.WANTED);
        }
    }

    private static Object shown(FieldPath path, @Nullable Object value) {
        if (value == null) {
            return NOTHING;
        }
        String text = path.toString();
        String field = text.substring(text.lastIndexOf('.') + 1);
        if (value instanceof Long number && MILLISECONDS.contains(field)) {
            return Duration.ofMillis(number);
        }
        if (value instanceof Long number && field.equals("ttl")) {
            return Duration.ofSeconds(number);
        }
        if (value instanceof Long number && field.equals("size")) {
            return DataSize.ofBytes(number);
        }
        return field.equals("certificate")
                ? "certificate"
                : NativeValue.of(value).toString();
    }

    /** A path of names with dots between them. */
    static FieldPath path(String names) {
        FieldPath path = FieldPath.ROOT;
        for (String name : names.split("\\.")) {
            path = path.equals(FieldPath.ROOT) ? FieldPath.of(name) : path.field(name);
        }
        return path;
    }
}
