package io.portolan.testkit.proxy;

import io.portolan.spi.NativeCall;
import io.portolan.testkit.fault.Fault;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call that passed the proxy, and what became of it. */
public final class ProxyCall {
    private final int number;
    private final Duration at;
    private final NativeCall call;
    private final @Nullable Fault fault;
    private final int status;
    private final Duration took;

    ProxyCall(int number, Duration at, NativeCall call, @Nullable Fault fault, int status, Duration took) {
        this.number = number;
        this.at = at;
        this.call = call;
        this.fault = fault;
        this.status = status;
        this.took = took;
    }

    /** Its number among all, from 1. */
    public int number() {
        return number;
    }

    /** When it arrived, from the start of the proxy. */
    public Duration at() {
        return at;
    }

    /** What it is. */
    public NativeCall call() {
        return call;
    }

    /** What went wrong with it; empty where nothing did. */
    public Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }

    /** The status that the client was given; 0 where the connection was cut. */
    public int status() {
        return status;
    }

    /** From its arrival to its answer or cut. */
    public Duration took() {
        return took;
    }

    String csv() {
        return String.format(
                Locale.ROOT,
                "%d,%.1f,%s,%s,%s,%d,%.1f",
                number,
                at.toNanos() / 1e6,
                call.name().replace(',', ' '),
                call.isWrite() ? "write" : "read",
                fault == null ? "" : fault.name(),
                status,
                took.toNanos() / 1e6);
    }

    @Override
    public String toString() {
        return number + " " + call + (fault == null ? "" : " " + fault) + " " + status;
    }
}
