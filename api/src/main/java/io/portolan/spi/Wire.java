package io.portolan.spi;

import io.portolan.PortolanException;

/**
 * The one interceptor of everything that goes to a provider: budgets, metering, events, fence checks and injected faults stand in it.
 *
 * <p>The engine proves from it that observing and planning write nothing and that a step is exactly one write, named as it was printed.
 */
public interface Wire {

    /**
     * Makes one native call: exactly one request and its answer.
     *
     * @throws PortolanException what {@link Provider#classify} makes of the exception of the exchange, which is its cause; an exchange's own
     *     {@code PortolanException} goes through as it is
     */
    <R> R call(NativeCall call, Exchange<R> exchange);

    /**
     * One request and its answer.
     *
     * @param <R> the answer
     */
    @FunctionalInterface
    interface Exchange<R> {
        /** Sends and receives. */
        R send() throws Exception;
    }
}
