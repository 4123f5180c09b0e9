package io.portolan.aws.account;

import io.portolan.model.Kind;
import io.portolan.model.Output;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where one provider works: the account and region that it is configured for, which is its home, and the sites beside it. A resource is in one of them; a
 * link joins networks of two. Immutable.
 */
public final class Sites {
    /** The name of the provider's own account and region. */
    public static final String HOME = "home";

    private final Map<String, Account> all;

    private Sites(Map<String, Account> all) {
        this.all = Collections.unmodifiableMap(all);
    }

    /** A provider's home, and its further sites by their names. */
    public static Sites of(Account home, Map<String, Account> further) {
        Map<String, Account> all = new LinkedHashMap<>();
        all.put(HOME, home);
        all.putAll(further);
        return new Sites(all);
    }

    /** The name of the site in which a resource of this kind is; without further sites nobody fills it, and it is home. */
    public static Output<String> output(Kind<?> kind) {
        return Output.of(kind.name(), "site", String.class);
    }

    /** The names, home first. */
    public List<String> names() {
        return List.copyOf(all.keySet());
    }

    /** Whether there is such a site. */
    public boolean has(String name) {
        return all.containsKey(name);
    }

    /** The account and region of a site. */
    public Account at(String name) {
        Account account = all.get(name);
        if (account == null) {
            throw new IllegalArgumentException("there is no site " + name + "; there are " + names());
        }
        return account;
    }

    /** The account and region that the provider is configured for. */
    public Account home() {
        return at(HOME);
    }
}
