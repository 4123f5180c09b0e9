package io.portolan.aws.account;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All pages of a list, one call each. */
public final class Pages {
    private Pages() {}

    /**
     * The items of all pages in order.
     *
     * @param read one page, by its token; an empty token asks for the first
     * @param items the items of a page
     * @param next the token of the next page; null or empty: it was the last
     * @throws PortolanException with {@code INTERNAL} when a token comes again, since the list would never end
     */
    public static <P, T> List<T> all(
            Function<String, P> read, Function<P, List<T>> items, Function<P, @Nullable String> next) {
        List<T> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String token = "";
        do {
            if (!seen.add(token)) {
                throw new PortolanException(Failure.of(Code.INTERNAL, "a list has the same page twice: " + token));
            }
            P page = read.apply(token);
            all.addAll(items.apply(page));
            String following = next.apply(page);
            token = following == null ? "" : following;
        } while (!token.isEmpty());
        return List.copyOf(all);
    }

    /** The token as the SDK takes it: null for the first page. */
    public static @Nullable String token(String token) {
        return token.isEmpty() ? null : token;
    }
}
