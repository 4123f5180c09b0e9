package io.portolan.baremetal.cloud;

/** Looks on while calls are made, so that a test can end the process at the worst of moments. */
@FunctionalInterface
public interface Hook {
    /** Does nothing. */
    Hook NONE = (point, call) -> {};

    /** A moment in a call's life. */
    enum Point {
        /** The request is there and nothing was done. */
        RECEIVED,
        /** Files are prepared; the documents are not durable. */
        PREPARED,
        /** The effect is durable and served; nobody has been told. */
        DURABLE
    }

    /** Called at each point, on the thread that makes the call. */
    void at(Point point, String call);
}
