package io.portolan.cli.plan;

import io.portolan.dns.RecordSet;
import io.portolan.model.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Keys as people read them: record sets of one zone together. */
public final class Keys {
    private Keys() {}

    /** What a key is shown under: {@code RecordSet/shop/*} for a record set, else the key itself. */
    public static String group(Key key) {
        int slash = key.name().indexOf('/', 1);
        return key.is(RecordSet.KIND) && slash > 0
                ? key.kind() + "/" + key.name().substring(0, slash) + "/*"
                : key.toString();
    }

    /** A record set within its zone, {@code www/A}; else the key itself. */
    static String within(Key key) {
        String group = group(key);
        return group.endsWith("/*") ? key.toString().substring(group.length() - 1) : key.toString();
    }

    /** A few of them, the zone of record sets only once: {@code RecordSet/shop/@/alias, www/alias, Volume/data and 3 more}. */
    public static String list(Collection<Key> keys, int most) {
        List<String> shown = new ArrayList<>();
        String zone = "";
        for (Key key : keys) {
            if (shown.size() == most) {
                break;
            }
            String group = group(key);
            boolean same = group.endsWith("/*") && group.equals(zone);
            shown.add(same ? within(key) : key.toString());
            zone = group;
        }
        int more = keys.size() - shown.size();
        return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
    }
}
