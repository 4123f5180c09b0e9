package io.portolan.aws.kill;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** This JVM's class path of jars alone: only so can a JVM read its classes from an archive that another one has left. */
final class ClassArchive {
    private final Path file;
    private final String classPath;

    private ClassArchive(Path file, String classPath) {
        this.file = file;
        this.classPath = classPath;
    }

    static ClassArchive in(Path folder) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                jars.add(jar(path, folder.resolve(jars.size() + ".jar")));
            } else if (Files.exists(path)) {
                jars.add(entry);
            }
        }
        return new ClassArchive(folder.resolve("classes.jsa"), String.join(File.pathSeparator, jars));
    }

    private static String jar(Path classes, Path jar) throws IOException {
        try (Stream<Path> all = Files.walk(classes);
                OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(each).toString().replace(File.separatorChar, '/')));
                Files.copy(each, out);
                out.closeEntry();
            }
        }
        return jar.toString();
    }

    String classPath() {
        return classPath;
    }

    /** The option of the process that leaves it. */
    List<String> leave() {
        return List.of("-XX:ArchiveClassesAtExit=" + file, "-Xlog:disable", "-Xlog:all=error");
    }

    /** The option of a process that reads it. */
    List<String> use() {
        return List.of("-XX:SharedArchiveFile=" + file, "-Xlog:disable", "-Xlog:all=error");
    }
}
