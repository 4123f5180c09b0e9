package io.portolan.baremetal.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.reflect.Field;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Watches every buffer of a test class and fails the class if one was never released. */
final class NoLeaks implements BeforeAllCallback, AfterAllCallback {
    private static final int COLLECTIONS = 3;
    private static final int PROBES = 100;

    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

    @Override
    public void beforeAll(ExtensionContext context) throws ReflectiveOperationException {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        detector().setLeakListener((type, records) -> leaks.add(type + ": " + records));
    }

    /** The detector of buffers was made with the first buffer of this JVM, perhaps by another test, so no factory can supply it. */
    private static ResourceLeakDetector<?> detector() throws ReflectiveOperationException {
        Field detector = Class.forName("io.netty.buffer.AbstractByteBuf").getDeclaredField("leakDetector");
        detector.setAccessible(true);
        return (ResourceLeakDetector<?>) detector.get(null);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            // A leak is noticed when the next buffer is tracked after its collection.
            for (int probe = 0; probe < PROBES; probe++) {
                ByteBufAllocator.DEFAULT.buffer().release();
            }
        }
        assertThat(leaks).as("leaked buffers").isEmpty();
    }
}
