package io.portolan.testkit.conformance;

import io.portolan.model.Field;
import io.portolan.model.HealthCheck;
import io.portolan.model.Ref;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The fields that a spec gives, as text by path: how what is observed is compared with what was asked for. What a spec does not give is absent, and so
 * is not compared.
 */
public final class Words {
    private final Map<String, String> words;
    private final Function<Ref<?>, String> references;
    private final String prefix;

    private Words(Map<String, String> words, Function<Ref<?>, String> references, String prefix) {
        this.words = words;
        this.references = references;
        this.prefix = prefix;
    }

    /** No words yet; the function gives the same text for references to the same native thing. */
    static Words none(Function<Ref<?>, String> references) {
        return new Words(new TreeMap<>(), references, "");
    }

    /** The same words, with this in front of every path that is added. */
    public Words under(String path) {
        return new Words(words, references, prefix + path + ".");
    }

    /** A field that is always given. */
    public Words put(String path, Object value) {
        words.put(prefix + path, value.toString());
        return this;
    }

    /** Elements whose order means nothing. */
    public Words set(String path, Collection<?> values) {
        return put(path, values.stream().map(Object::toString).sorted().toList());
    }

    /** A field of three states; the documented default stands for itself. */
    public <T> Words field(String path, Field<T> field, T standard) {
        return field.isUnset() ? this : put(path, field.orElse(standard));
    }

    /** A reference: two are the same when they mean the same native thing. */
    public Words reference(String path, Ref<?> reference) {
        return put(path, references.apply(reference));
    }

    /** A reference as text, the same for references to the same native thing. */
    String text(Ref<?> reference) {
        return references.apply(reference);
    }

    /** References whose order means nothing. */
    public Words references(String path, Collection<? extends Ref<?>> all) {
        return set(path, all.stream().map(references).toList());
    }

    /** The fields of a health check. */
    public Words healthCheck(HealthCheck check) {
        put("protocol", check.protocol());
        if (check.protocol() != HealthCheck.Protocol.TCP) {
            put("path", check.path());
        }
        check.port().ifPresent(port -> put("port", port));
        return field("interval", check.interval(), HealthCheck.DEFAULT_INTERVAL)
                .field("timeout", check.timeout(), HealthCheck.DEFAULT_TIMEOUT)
                .field("healthyThreshold", check.healthyThreshold(), HealthCheck.DEFAULT_HEALTHY)
                .field("unhealthyThreshold", check.unhealthyThreshold(), HealthCheck.DEFAULT_UNHEALTHY);
    }

    /** What was asked for and is not so: a line each, empty when all is as asked for. */
    Map<String, String> missingIn(Words seen) {
        Map<String, String> missing = new TreeMap<>();
        words.forEach((path, value) -> {
            String there = seen.words.getOrDefault(path, "not given");
            if (!value.equals(there)) {
                missing.put(path, "asked for " + value + ", observed " + there);
            }
        });
        return missing;
    }

    @Override
    public String toString() {
        return words.toString();
    }
}
