package io.portolan.aws;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The accounts and regions that one provider has beside its own. Immutable. */
public final class AwsSites {
    private final List<AwsSite> all;

    private AwsSites(List<AwsSite> all) {
        Set<String> names = new HashSet<>();
        for (AwsSite site : all) {
            if (!names.add(site.name())) {
                throw new IllegalArgumentException("there are two sites named " + site.name());
            }
        }
        this.all = all;
    }

    /** These sites, of different names. */
    public static AwsSites of(AwsSite... sites) {
        return new AwsSites(List.of(sites));
    }

    /** Reads sites with a semicolon between them. */
    static AwsSites parse(String text) {
        return new AwsSites(Stream.of(text.split(";"))
                .filter(site -> !site.isBlank())
                .map(AwsSite::parse)
                .toList());
    }

    /** The sites in the order given. */
    public List<AwsSite> all() {
        return all;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof AwsSites other && all.equals(other.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.stream().map(AwsSite::toString).collect(Collectors.joining("; "));
    }
}
