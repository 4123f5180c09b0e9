package io.portolan.aws.network;

import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.TagSteps;
import io.portolan.spi.driver.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts that a network has, and which of them it keeps. Filled while one network is planned. */
final class Parts {
    private final List<AwsThing> bag;
    private final Map<AwsThing, Map<String, String>> kept = new LinkedHashMap<>();

    Parts(List<AwsThing> bag) {
        this.bag = new ArrayList<>(bag);
    }

    /** Those of a kind, kept or not, in the order in which they were read. */
    List<AwsThing> all(String part) {
        return bag.stream().filter(thing -> thing.is(part)).toList();
    }

    boolean has(AwsThing thing) {
        return bag.contains(thing);
    }

    /** This one stays, with these tags that say what it is for. What is not the network's own is left as it is. */
    void keep(AwsThing thing, Map<String, String> own) {
        if (bag.contains(thing)) {
            kept.putIfAbsent(thing, own);
        }
    }

    boolean isKept(AwsThing thing) {
        return kept.containsKey(thing);
    }

    /** This one goes by a step of its own. */
    void drop(AwsThing thing) {
        bag.remove(thing);
    }

    /** What nothing keeps. */
    List<AwsThing> rest() {
        return bag.stream().filter(thing -> !kept.containsKey(thing)).toList();
    }

    /** The tags that those that stay are to have. */
    Map<AwsThing, Map<String, String>> tags(Change<?> change) {
        Map<AwsThing, Map<String, String>> tags = new LinkedHashMap<>();
        kept.forEach((thing, own) -> tags.put(thing, TagSteps.wanted(change, thing, own)));
        return tags;
    }
}
