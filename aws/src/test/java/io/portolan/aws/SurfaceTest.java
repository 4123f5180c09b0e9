package io.portolan.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an embedder sees of the module. */
class SurfaceTest {
    private static List<Class<?>> publicClasses() throws IOException, ClassNotFoundException {
        Path root = Path.of(System.getProperty("basedir", "."), "target", "classes");
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                if (!name.endsWith("package-info")) {
                    Class<?> type = Class.forName(name, false, SurfaceTest.class.getClassLoader());
                    if (Modifier.isPublic(type.getModifiers())) {
                        classes.add(type);
                    }
                }
            }
        }
        return classes;
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    @Test
    void noGuiceAndNoGuavaIsInASignature() throws Exception {
        List<String> signatures = new ArrayList<>();
        List<Class<?>> classes = publicClasses();
        for (Class<?> type : classes) {
            signatures.add(type.toGenericString() + " " + type.getGenericSuperclass());
            for (Method method : type.getDeclaredMethods()) {
                if (isVisible(method.getModifiers())) {
                    signatures.add(method.toGenericString());
                }
            }
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (isVisible(constructor.getModifiers())) {
                    signatures.add(constructor.toGenericString());
                }
            }
            for (Field field : type.getDeclaredFields()) {
                if (isVisible(field.getModifiers())) {
                    signatures.add(field.toGenericString());
                }
            }
        }
        assertThat(classes).hasSizeGreaterThan(5);
        assertThat(signatures).noneMatch(signature -> signature.contains("com.google"));
    }

    @Test
    void nettyAndTheApacheClientAreNotOnTheClassPath() {
        for (String name : List.of(
                "io.netty.channel.Channel",
                "software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient",
                "org.apache.http.client.HttpClient")) {
            assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
        }
    }
}
