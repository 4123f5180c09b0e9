package io.portolan.testkit.conformance;

import io.portolan.spi.driver.ResourceDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What plug-ins see has to be able to grow: interfaces, and final classes that factories make. */
public final class ApiShape {
    private ApiShape() {}

    /** What keeps a type from growing; empty where nothing does, or nobody outside sees it. */
    static List<String> problems(Class<?> type) {
        List<String> problems = new ArrayList<>();
        if (!isSeen(type) || type.isEnum()) {
            return problems;
        }
        if (type.isRecord()) {
            problems.add(type.getName() + " is a record: its constructor is a promise");
        }
        if (type.isSealed()) {
            problems.add(type.getName() + " is sealed: a switch over it is complete for ever");
        }
        boolean isClass = !type.isInterface() && !type.isRecord() && !Throwable.class.isAssignableFrom(type);
        for (Constructor<?> constructor : isClass ? type.getDeclaredConstructors() : new Constructor<?>[0]) {
            if (Modifier.isPublic(constructor.getModifiers())) {
                problems.add(constructor + " is public: a factory can change what it makes");
            } else if (Modifier.isProtected(constructor.getModifiers())) {
                problems.add(type.getName() + " can be extended");
            }
        }
        for (Field field : type.getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                problems.add(field + " is a public field");
            }
        }
        return problems;
    }

    private static boolean isSeen(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isSeen(outer));
    }

    /** Every type of the driver SPI. */
    static List<Class<?>> spi() {
        try {
            Path where = Path.of(ResourceDriver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(where)) {
                return types(where);
            }
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + where.toUri()), java.util.Map.of())) {
                return types(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Class<?>> types(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("io/portolan/spi"))) {
            return files.map(f -> root.relativize(f).toString())
                    .filter(f -> f.endsWith(".class") && !f.endsWith("package-info.class"))
                    .sorted()
                    .<Class<?>>map(ApiShape::load)
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(
                    file.replace(".class", "").replace('/', '.').replace('\\', '.'),
                    false,
                    ApiShape.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Types that break the law, each in one way. */
    static List<Class<?>> broken() {
        return Arrays.asList(Shapes.class.getClasses());
    }

    /** What an author of the SPI might write. */
    @SuppressWarnings("unused") // looked at, never used
    public static final class Shapes {
        private Shapes() {}

        /** A record. */
        public record PublicRecord(String name) {}

        /** A closed set. */
        public sealed interface SealedType permits Only {}

        /** A class that anybody may extend. */
        public static class OpenClass {
            /** For those who extend it. */
            protected OpenClass() {}
        }

        /** A class without a factory. */
        public static final class PublicConstructor {
            /** Makes one. */
            public PublicConstructor() {}
        }
    }

    private static final class Only implements Shapes.SealedType {}
}
