package io.portolan.engine;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A call in the graph of a plan. */
final class Node {
    private final Call<?> call;
    private final boolean retire;
    private final int order;
    private final Set<Node> before = new LinkedHashSet<>();
    private final Map<NativeId, Duration> lingering = new HashMap<>();
    private final Set<NativeId> vacated = new HashSet<>();
    private int id;

    Node(Call<?> call, boolean retire, int order) {
        this.call = call;
        this.retire = retire;
        this.order = order;
    }

    Call<?> call() {
        return call;
    }

    Step step() {
        return call.step();
    }

    List<Key> keys() {
        return call.step().keys();
    }

    boolean isRetire() {
        return retire;
    }

    boolean isWait() {
        return call.step().type() == Step.Type.AWAIT;
    }

    /** The order in which drivers gave it. */
    int order() {
        return order;
    }

    /** What comes first. */
    Set<Node> before() {
        return before;
    }

    /** What others may still use for so long after this node is done. */
    Map<NativeId, Duration> lingering() {
        return lingering;
    }

    /** What must not be used by anybody any more when this node begins. */
    Set<NativeId> vacated() {
        return vacated;
    }

    int id() {
        return id;
    }

    void id(int number) {
        id = number;
    }

    @Override
    public String toString() {
        return id + " " + call;
    }
}
