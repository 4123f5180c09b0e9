package io.portolan.cli.apply;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Hears Ctrl-C while it is open: the first, and each after it, with its number. Where the JVM has no way to hear it, a Ctrl-C ends the process
 * at once, which is safe too: the journal holds what was begun.
 */
public final class Interrupts implements AutoCloseable {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private final Object before;

    private Interrupts(Object before) {
        this.before = before;
    }

    /** Calls this with 1 for the first Ctrl-C, with 2 for the second. */
    public static Interrupts on(IntConsumer heard) {
        AtomicInteger count = new AtomicInteger();
        // What a handler has of every object is answered by the counter.
        InvocationHandler handler = (proxy, method, args) -> switch (method.getName()) {
            case "handle" -> {
                heard.accept(count.incrementAndGet());
                yield null;
            }
            default -> method.invoke(count, args);
        };
        try {
            Class<?> type = Class.forName(HANDLER);
            return new Interrupts(
                    install(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler)));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return new Interrupts("");
        }
    }

    // By reflection: javac warns of this class, which every JDK from 8 to 25 has, in a way that can't be answered in
    // the source.
    private static Object install(Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName(SIGNAL);
        Object interrupt = signal.getConstructor(String.class).newInstance("INT");
        return signal.getMethod("handle", signal, Class.forName(HANDLER)).invoke(null, interrupt, handler);
    }

    @Override
    public void close() {
        if (before instanceof String) {
            return;
        }
        try {
            install(before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the handler of Ctrl-C can't be put back", e);
        }
    }
}
