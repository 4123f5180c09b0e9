package io.portolan.benchmarks;

import io.portolan.spi.NativeCall;
import io.portolan.spi.Wire;
import io.portolan.testkit.fault.VirtualTime;
import java.time.Duration;

/** A wire on which every call takes so much virtual time. */
final class SlowWire implements Wire {
    private final Wire inner;
    private final VirtualTime time;
    private final Duration perCall;

    SlowWire(Wire inner, VirtualTime time, Duration perCall) {
        this.inner = inner;
        this.time = time;
        this.perCall = perCall;
    }

    @Override
    public <R> R call(NativeCall call, Exchange<R> exchange) {
        time.advance(perCall);
        return inner.call(call, exchange);
    }
}
