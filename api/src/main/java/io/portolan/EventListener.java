package io.portolan;

/** Gets every event of a run, in the order of happening, from the threads that do the work. Must be quick and must not throw. */
@FunctionalInterface
public interface EventListener {
    /** Something happened. */
    void on(Event event);

    /** One that ignores everything. */
    static EventListener none() {
        return event -> {};
    }
}
