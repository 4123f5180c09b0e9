package io.portolan.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every arrow between the modules, read from their classes and from their poms; and that each rule can fail. */
class DependencyTest {
    private static final Path ROOT = Path.of(System.getProperty("portolan.root"));

    private static final Set<String> CALLING = Set.of(
            "io.portolan.spi.Wire",
            "io.portolan.spi.Provider",
            "java.net.Socket",
            "java.net.http.HttpClient",
            "java.net.URLConnection");

    @TempDir
    private Path folder;

    /** The benchmarks are built after this module: their pom is read instead, and every compile dependency stands in it. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BENCHMARKS")
    void aModuleUsesWhatItMayUseAndNothingElse(Module module) {
        JavaClasses classes = new ClassFileImporter().importPath(module.classes(ROOT));

        assertThat(classes).as("classes of %s", module).hasSizeGreaterThan(10);
        module.rule().check(classes);
    }

    static Stream<Arguments> forbidden() {
        return Arrays.stream(Module.values())
                .flatMap(from -> Arrays.stream(Module.values())
                        .filter(to -> to != from && to != Module.BENCHMARKS)
                        .filter(to -> !from.uses().contains(to))
                        .map(to -> Arguments.of(from, to.sample())));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void anArrowThatIsNotDrawnIsFound(Module from, String type) throws IOException {
        assertThat(from.rule().evaluate(planted(from, type)).hasViolation()).isTrue();
    }

    static Stream<Arguments> foreignLibraries() {
        return Arrays.stream(Module.values())
                .map(m -> Arguments.of(m, m == Module.CLI ? "io.netty.buffer.ByteBuf" : "picocli.CommandLine"));
    }

    @ParameterizedTest
    @MethodSource("foreignLibraries")
    void aLibraryThatIsNotTheModulesOwnIsFound(Module from, String type) throws IOException {
        assertThat(from.rule().evaluate(planted(from, type)).hasViolation()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void anArrowThatIsDrawnIsNotComplainedAbout(Module from) throws IOException {
        for (Module to : from.uses()) {
            assertThat(from.rule().evaluate(planted(from, to.sample())).hasViolation())
                    .as("%s -> %s", from, to)
                    .isFalse();
        }
        assertThat(from.rule().evaluate(planted(from, "java.util.List<String>")).hasViolation())
                .isFalse();
    }

    /** So a wrong manifest can't cost a call: what reads it knows no provider, no wire and no socket. */
    @Test
    void whatReadsManifestsCallsNobody() throws IOException {
        ArchRule rule = ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("io.portolan.engine.manifest..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "make calls",
                        type -> type.getPackageName().startsWith("io.portolan.spi.driver")
                                || CALLING.contains(type.getName())
                                || type.getPackageName().equals("java.nio.channels")));

        rule.check(new ClassFileImporter().importPath(Module.ENGINE.classes(ROOT)));
        for (String type : CALLING) {
            assertThat(rule.evaluate(planted("io.portolan.engine.manifest", type))
                            .hasViolation())
                    .as(type)
                    .isTrue();
        }
    }

    /** The one program that a manifest may have run is a secret store, which only portolan.yaml names. */
    @Test
    void onlyTheSystemsSurroundingsRunPrograms() throws IOException {
        ArchRule rule = ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.portolan.engine.manifest.SystemSurroundings")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder");

        rule.check(new ClassFileImporter().importPath(Module.ENGINE.classes(ROOT)));
        assertThat(rule.evaluate(planted("io.portolan.engine", "java.lang.ProcessBuilder"))
                        .hasViolation())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void thePomsHoldTheSameArrows(Module module) throws IOException {
        String pom = Files.readString(ROOT.resolve(module.folder()).resolve("pom.xml"));

        assertThat(modules(pom, false)).isEqualTo(module.uses());
        Set<Module> inTests = module == Module.CLI || module == Module.BAREMETAL
                ? EnumSet.of(Module.TESTKIT)
                : EnumSet.noneOf(Module.class);
        assertThat(modules(pom, true)).isEqualTo(inTests);
    }

    @Test
    void everyModuleOfTheBuildIsListedHere() throws IOException {
        Matcher modules = Pattern.compile("<module>(.+?)</module>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")).replaceFirst("(?s)<profiles>.*", ""));

        assertThat(modules.results().map(m -> m.group(1)))
                .containsExactlyInAnyOrder("api", "engine", "testkit", "baremetal", "cli", "benchmarks", "bom");
    }

    private static Set<Module> modules(String pom, boolean test) {
        Matcher dependencies = Pattern.compile(
                        "<dependency>\\s*<groupId>io\\.portolan</groupId>\\s*<artifactId>portolan-(\\w+)</artifactId>(.*?)</dependency>",
                        Pattern.DOTALL)
                .matcher(pom);
        Set<Module> modules = EnumSet.noneOf(Module.class);
        dependencies
                .results()
                .filter(m -> m.group(2).contains("<scope>test</scope>") == test)
                .forEach(m -> modules.add(Module.valueOf(m.group(1).toUpperCase(Locale.ROOT))));
        return modules;
    }

    /** A class in one module's package that uses a type of another: compiled here and now. */
    private JavaClasses planted(Module from, String type) throws IOException {
        return planted(from.home(), type);
    }

    private JavaClasses planted(String home, String type) throws IOException {
        Path source = Files.writeString(folder.resolve("Planted.java"), """
                package %s.planted;

                class Planted {
                    %s field;
                }
                """.formatted(home, type));
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString(), "-cp"));
        arguments.add(System.getProperty("java.class.path"));
        arguments.add(source.toString());
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).as("compiled with %s", type).isZero();
        return new ClassFileImporter().importPath(folder);
    }
}
