package io.portolan.cli.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Java sources of the spine. */
final class Sources {
    private Sources() {}

    static List<Path> main(Path root) throws IOException {
        List<Path> files = new ArrayList<>(of(root.resolve("examples/provider-skeleton/src/main/java")));
        for (Module module : Module.values()) {
            files.addAll(of(root.resolve(module.folder()).resolve("src/main/java")));
        }
        return files;
    }

    static List<Path> mainAndTest(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Module module : Module.values()) {
            files.addAll(of(root.resolve(module.folder()).resolve("src")));
        }
        return files;
    }

    private static List<Path> of(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }

    /** A source without its comments: code and texts stay, on the lines where they are. */
    static String withoutComments(String source) {
        StringBuilder code = new StringBuilder(source.length());
        int i = 0;
        while (i < source.length()) {
            int end = i + 1;
            if (source.startsWith("//", i)) {
                end = end(source.indexOf('\n', i), source);
            } else if (source.startsWith("/*", i)) {
                end = end(source.indexOf("*/", i + 2), source);
                end = Math.min(source.length(), end + 2);
                source.substring(i, end).chars().filter(c -> c == '\n').forEach(c -> code.append('\n'));
            } else if (source.startsWith("\"\"\"", i)) {
                end = Math.min(source.length(), end(source.indexOf("\"\"\"", i + 3), source) + 3);
                code.append(source, i, end);
            } else if (source.charAt(i) == '"' || source.charAt(i) == '\'') {
                end = literal(source, i);
                code.append(source, i, end);
            } else {
                code.append(source.charAt(i));
            }
            i = end;
        }
        return code.toString();
    }

    private static int end(int found, String source) {
        return found < 0 ? source.length() : found;
    }

    private static int literal(String source, int from) {
        int i = from + 1;
        while (i < source.length() && source.charAt(i) != source.charAt(from)) {
            i += source.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(source.length(), i + 1);
    }
}
