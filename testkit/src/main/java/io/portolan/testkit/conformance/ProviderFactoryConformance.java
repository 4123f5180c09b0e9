package io.portolan.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Failure;
import io.portolan.Level;
import io.portolan.Support;
import io.portolan.model.Ref;
import io.portolan.spi.Config;
import io.portolan.spi.NativeCall;
import io.portolan.spi.OptionsType;
import io.portolan.spi.Provider;
import io.portolan.spi.ProviderContext;
import io.portolan.spi.ProviderFactory;
import io.portolan.spi.Setting;
import io.portolan.spi.Timekeeper;
import io.portolan.spi.Wire;
import io.portolan.spi.driver.ResourceDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of factories, and of providers apart from their drivers. */
public abstract class ProviderFactoryConformance {
    @TempDir
    private Path folder;

    /** By the author's subclass. */
    protected ProviderFactoryConformance() {}

    /** A native side, empty and isolated from all others; closed by the kit. */
    protected abstract Subject subject();

    /** Makes a provider that may not touch anything, looks at it, and closes it. */
    private void withProvider(Consumer<Provider> look) {
        try (Subject subject = subject()) {
            Untouched context = new Untouched(subject.time(), folder.resolve("data"));
            Config config = subject.configure(Config.named("subject"));
            try (Provider provider = subject.factory().create(config, context)) {
                look.accept(provider);
            }
            assertThat(context.calls).as("native calls").isEmpty();
            assertThat(Files.exists(context.data)).as("a folder was made").isFalse();
        } catch (IllegalStateException e) {
            throw new AssertionError("the provider could not be closed", e);
        }
    }

    private static final class Untouched implements ProviderContext {
        private final Timekeeper time;
        private final Path data;
        private final List<String> calls = new ArrayList<>();

        Untouched(Timekeeper time, Path data) {
            this.time = time;
            this.data = data;
        }

        @Override
        public Wire wire() {
            return new Wire() {
                @Override
                public <R> R call(NativeCall call, Exchange<R> exchange) {
                    calls.add(call.name());
                    throw new AssertionError(call + " is sent before anything was observed");
                }
            };
        }

        @Override
        public Timekeeper time() {
            return time;
        }

        @Override
        public Executor executor() {
            return Runnable::run;
        }

        @Override
        public Path data() {
            return data;
        }
    }

    @Test
    @Law(22)
    final void theTypeIsAPlainWord() {
        try (Subject subject = subject()) {
            assertThat(subject.factory().type()).matches("[a-z][a-z0-9-]*");
            assertThat(subject.factory().type()).isEqualTo(subject.factory().type());
        }
    }

    @Test
    @Law(3)
    final void makingAProviderTouchesNothing() {
        withProvider(provider -> {
            assertThat(provider.drivers()).isNotEmpty();
            assertThat(provider.identity()).isNotNull();
            assertThat(provider.fencing()).isNotNull();
            provider.drivers().forEach(d -> assertThat(d.support().entries()).isNotEmpty());
        });
    }

    @Test
    @Law(22)
    final void settingsAreNamedOnceAndDescribed() {
        try (Subject subject = subject()) {
            List<Setting<?>> settings = subject.factory().settings();
            assertThat(settings).extracting(Setting::name).doesNotHaveDuplicates();
            assertThat(settings).allSatisfy(setting -> {
                assertThat(setting.name()).matches("[a-z][a-zA-Z0-9]*");
                assertThat(setting.description()).isNotBlank();
            });
        }
    }

    @Test
    @Law(22)
    final void optionsBelongToAKindOfTheProviderAndHaveASchema() {
        List<String> kinds = new ArrayList<>();
        withProvider(p -> p.drivers().forEach(d -> kinds.add(d.kind().name())));
        try (Subject subject = subject()) {
            for (OptionsType<?> options : subject.factory().options()) {
                assertThat(kinds).contains(options.kind().name());
                assertThat(options.schema()).startsWith("{");
            }
        }
    }

    @Test
    @Law(22)
    final void thereIsOneDriverForEachKindBehindThoseItRefersTo() {
        withProvider(provider -> {
            List<String> kinds =
                    provider.drivers().stream().map(d -> d.kind().name()).toList();
            assertThat(kinds).doesNotHaveDuplicates();
            Declared declared = new Declared(java.util.Map.of(), List.of("i-1"), List.of("a"), List.of("near"), 1);
            Catalogue catalogue = new Catalogue(declared);
            for (ResourceDriver<?, ?> driver : provider.drivers()) {
                for (Ref<?> ref : catalogue.of(driver.kind()).spec(0).references()) {
                    if (kinds.contains(ref.kind().name()) && !ref.kind().equals(driver.kind())) {
                        assertThat(kinds.indexOf(ref.kind().name()))
                                .as("%s comes before %s", ref.kind(), driver.kind())
                                .isLessThan(kinds.indexOf(driver.kind().name()));
                    }
                }
            }
        });
    }

    @Test
    @Law(21)
    final void supportIsConstantAndSaysHowAndWithWhatLoss() {
        withProvider(provider -> provider.drivers().forEach(driver -> {
            Support support = driver.support();
            assertThat(driver.support()).isEqualTo(support);
            support.entries().forEach((feature, entry) -> {
                assertThat(feature.kind()).isEqualTo(driver.kind().name());
                if (entry.level() == Level.EMULATED || entry.level() == Level.DEGRADED) {
                    assertThat(entry.note())
                            .as("%s is %s", feature, entry.level())
                            .isNotBlank();
                }
            });
        }));
    }

    @Test
    @Law(18)
    final void everyExceptionIsClassifiedAndAlwaysTheSame() {
        withProvider(provider -> {
            for (Exception e : List.of(
                    new IOException("connection reset"),
                    new IllegalStateException("who knows"),
                    new RuntimeException())) {
                Failure failure = provider.classify("a call", e);
                assertThat(failure.code()).isNotNull();
                assertThat(provider.classify("a call", e)).isEqualTo(failure);
            }
        });
    }

    @Test
    @Law(22)
    final void aFactoryMakesAsManyProvidersAsAreAskedFor() {
        try (Bench bench = new Bench(subject())) {
            ProviderFactory factory = bench.subject().factory();
            Operator one = bench.operator();
            Operator two = bench.another("two");
            one.plan(one.stack());
            two.plan(two.stack());
            one.close();
            assertThat(two.plan(two.stack()).isEmpty())
                    .as("%s, after another was closed", factory)
                    .isTrue();
        }
    }
}
