package io.portolan.cli.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The modules of the spine, each with the modules and libraries that its main code may use: the arrows of the architecture page. */
enum Module {
    API("io.portolan.model.Key"),
    ENGINE("io.portolan.engine.Portolan", "org.snakeyaml.engine.", "com.fasterxml.jackson.core.", "javax.crypto."),
    TESTKIT("io.portolan.testkit.memory.MemoryCloud", "org.junit.jupiter.", "org.opentest4j.", "org.assertj."),
    BAREMETAL(
            "io.portolan.baremetal.embedded.EmbeddedProviderFactory",
            "io.netty.",
            "org.xbill.DNS.",
            "org.slf4j.",
            "com.fasterxml.jackson.core.",
            "javax.naming.",
            "javax.net.ssl.",
            "javax.security.auth.x500."),
    CLI(
            "io.portolan.cli.Cli",
            "picocli.",
            "org.xbill.DNS.",
            "com.fasterxml.jackson.core.",
            "com.sun.net.httpserver.",
            "javax.net.ssl.",
            "javax.security.auth.x500."),
    BENCHMARKS("io.portolan.benchmarks.PlanBenchmark");

    private final String sample;
    private final List<String> libraries;

    Module(String sample, String... libraries) {
        this.sample = sample;
        this.libraries = List.of(libraries);
    }

    /** The modules that this one may use, itself left out. */
    Set<Module> uses() {
        return switch (this) {
            case API -> EnumSet.noneOf(Module.class);
            case ENGINE, BAREMETAL -> EnumSet.of(API);
            case TESTKIT -> EnumSet.of(API, ENGINE);
            case CLI -> EnumSet.of(API, ENGINE, BAREMETAL);
            case BENCHMARKS -> EnumSet.of(API, ENGINE, TESTKIT);
        };
    }

    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    Path classes(Path root) {
        return root.resolve(folder()).resolve("target/classes");
    }

    /** A public class of this module that others could be tempted to use. */
    String sample() {
        return sample;
    }

    /** A package of this module. */
    String home() {
        return this == API ? "io.portolan" : "io.portolan." + folder();
    }

    boolean owns(String type) {
        if (this == API) {
            return type.startsWith("io.portolan.") && Arrays.stream(values()).noneMatch(m -> m != API && m.owns(type));
        }
        return type.startsWith(home() + ".");
    }

    /** This module's classes use nothing but the JDK's {@code java.*}, jspecify, the modules it may use and its own libraries. */
    ArchRule rule() {
        Set<Module> modules = EnumSet.of(this);
        modules.addAll(uses());
        List<String> prefixes = new ArrayList<>(libraries);
        prefixes.add("java.");
        prefixes.add("org.jspecify.");
        DescribedPredicate<JavaClass> mine =
                DescribedPredicate.describe("lie in " + folder(), type -> owns(type.getName()));
        DescribedPredicate<JavaClass> allowed = DescribedPredicate.describe(
                "lie in " + modules + " or " + prefixes,
                type -> mayBeUsed(type.getBaseComponentType(), modules, prefixes));
        return ArchRuleDefinition.classes().that(mine).should().onlyDependOnClassesThat(allowed);
    }

    private static boolean mayBeUsed(JavaClass type, Set<Module> modules, List<String> prefixes) {
        return type.isPrimitive()
                || modules.stream().anyMatch(m -> m.owns(type.getName()))
                || prefixes.stream().anyMatch(type.getName()::startsWith);
    }
}
