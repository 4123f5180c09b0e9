package io.portolan.cli;

import static java.util.Objects.requireNonNull;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.Fencing;
import io.portolan.PortolanException;
import io.portolan.baremetal.embedded.EmbeddedProviderFactory;
import io.portolan.model.Secret;
import io.portolan.spi.Config;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Provider;
import io.portolan.spi.ProviderContext;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.Setting;
import io.portolan.spi.Timekeeper;
import io.portolan.spi.Wire;
import io.portolan.spi.driver.ResourceDriver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The embedded provider with a loose tongue: whatever it lists carries a password of its own, and where it is told to, it repeats in the message
 * of an error what it was given.
 */
public final class TalkativeFactory implements ProviderFactory {
    /** What it gives away with every thing that it lists. */
    static final String PASSWORD = "tattled-Pa55w0rd-of-the-provider";

    /** A text that it refuses balancers with, word for word. */
    static final Setting<Secret> REPEATS = Setting.secret("repeats", "What its refusal of a balancer repeats.");

    /** Told of every native call before it is made; may throw in its place. */
    static final AtomicReference<Consumer<NativeCall>> LISTENER = new AtomicReference<>(call -> {});

    private final ProviderFactory inner = new EmbeddedProviderFactory();

    /** Public for {@code ServiceLoader}. */
    public TalkativeFactory() {}

    @Override
    public String type() {
        return "talkative";
    }

    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(inner.settings());
        settings.add(REPEATS);
        return settings;
    }

    @Override
    public Provider create(Config config, ProviderContext context) {
        Talking talking =
                new Talking(context, config.get(REPEATS).map(Secret::reveal).orElse(""));
        return new Permitting(inner.create(config, talking));
    }

    /** Wants a permission for every call. */
    private record Permitting(Provider inner) implements Provider {
        @Override
        public List<ResourceDriver<?, ?>> drivers() {
            return inner.drivers();
        }

        @Override
        public Map<String, String> identity() {
            return inner.identity();
        }

        @Override
        public Fencing fencing() {
            return inner.fencing();
        }

        @Override
        public Failure classify(String nativeCall, Exception nativeError) {
            return inner.classify(nativeCall, nativeError);
        }

        @Override
        public List<String> permissions(String nativeCall) {
            return List.of("talk:" + nativeCall);
        }

        @Override
        public <T> Optional<T> unwrap(Class<T> type) {
            return inner.unwrap(type);
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    private record Talking(ProviderContext context, String repeats) implements ProviderContext {
        @Override
        public Wire wire() {
            Wire wire = context.wire();
            return new Wire() {
                @Override
                @SuppressWarnings("unchecked") // the same kind of answer
                public <R> R call(NativeCall call, Exchange<R> exchange) {
                    return wire.call(call, () -> {
                        requireNonNull(LISTENER.get(), "there is always one").accept(call);
                        if (call.name().equals("balancer.create") && !repeats.isEmpty()) {
                            throw new PortolanException(
                                    Failure.of(Code.INVALID, "this key is none: " + repeats.replace("\n", " "))
                                            .remedy("look at " + repeats)
                                            .nativeCode("BadKey"));
                        }
                        R answer = exchange.send();
                        return answer instanceof Map<?, ?> map ? (R) told((Map<String, Object>) map) : answer;
                    });
                }
            };
        }

        @SuppressWarnings("unchecked") // the cloud's objects
        private static Map<String, Object> told(Map<String, Object> answer) {
            Map<String, Object> told = new LinkedHashMap<>(answer);
            told.put("adminPassword", PASSWORD);
            if (answer.get("items") instanceof List<?> items) {
                told.put(
                        "items",
                        items.stream()
                                .map(item -> {
                                    Map<String, Object> more = new LinkedHashMap<>((Map<String, Object>) item);
                                    more.put("adminPassword", PASSWORD);
                                    return (Object) more;
                                })
                                .toList());
            }
            return told;
        }

        @Override
        public Timekeeper time() {
            return context.time();
        }

        @Override
        public Executor executor() {
            return context.executor();
        }

        @Override
        public Path data() {
            return context.data();
        }

        @Override
        public OptionalLong fence() {
            return context.fence();
        }
    }
}
