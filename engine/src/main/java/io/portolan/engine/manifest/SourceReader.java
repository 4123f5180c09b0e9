package io.portolan.engine.manifest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds and reads the files of a stack. What can't be read is reported, and the others are read. */
final class SourceReader {
    /** The name of the settings, which are no manifest. */
    static final String CONFIGURATION = "portolan.yaml";

    private static final int MOST = 32 << 20;

    private final Surroundings surroundings;
    private final Diagnostics problems;

    SourceReader(Surroundings surroundings, Diagnostics problems) {
        this.surroundings = surroundings;
        this.problems = problems;
    }

    /** The YAML files of folders, by name, and files that are named. */
    List<SourceFile> read(List<Path> paths) {
        List<SourceFile> sources = new ArrayList<>();
        for (Path path : paths) {
            List<Path> files = manifests(path);
            for (Path file : files.isEmpty() ? List.of(path) : files) {
                int before = problems.all().size();
                Optional<SourceFile> source = read(file);
                if (source.isEmpty() && problems.all().size() == before) {
                    problems.add(problem(file, "there is no manifest here")
                            .help("a folder with *.yaml files, or such files"));
                }
                source.ifPresent(sources::add);
            }
        }
        return sources;
    }

    private List<Path> manifests(Path folder) {
        try {
            return surroundings.files(folder).stream()
                    .filter(SourceReader::isManifest)
                    .sorted()
                    .map(folder::resolve)
                    .toList();
        } catch (IOException e) {
            problems.add(problem(folder, "this folder can't be read").because(reason(e)));
            return List.of();
        }
    }

    private static boolean isManifest(String name) {
        return (name.endsWith(".yaml") || name.endsWith(".yml"))
                && !name.startsWith(".")
                && !name.equals(CONFIGURATION);
    }

    /** One file; empty when it does not exist, or can't be read, which is reported. */
    Optional<SourceFile> read(Path file) {
        Optional<byte[]> bytes;
        try {
            bytes = surroundings.read(file, MOST);
        } catch (IOException e) {
            problems.add(problem(file, "this file can't be read").because(reason(e)));
            return Optional.empty();
        }
        return bytes.flatMap(b -> decode(b, file));
    }

    private Optional<SourceFile> decode(byte[] bytes, Path file) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer characters = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), characters, true);
        String text = lines(characters.flip().toString());
        if (!result.isError()) {
            return Optional.of(source(file, text));
        }
        SourceFile source = source(file, text);
        int line = source.lines().size();
        String last = source.line(line);
        int column = last.codePointCount(0, last.length()) + 1;
        PlainSecrets.hideIn(new Chunk(source, 1, 1, text));
        problems.add(Diagnostic.of("P009", new Location(source, line, column, column + 1), "this file is not UTF-8")
                .because("from here on")
                .help("save it as UTF-8; nothing of this file was checked"));
        return Optional.empty();
    }

    private static SourceFile source(Path file, String text) {
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        return new SourceFile(name(file), shown(file), folder, text);
    }

    private static String lines(String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return body.indexOf('\r') < 0 ? body : body.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static Diagnostic problem(Path file, String message) {
        return Diagnostic.of("P009", Location.outside(shown(file)), message);
    }

    private static String name(Path file) {
        return Optional.ofNullable(file.getFileName()).orElse(file).toString();
    }

    private static String shown(Path file) {
        String shown = file.normalize().toString().replace('\\', '/');
        return shown.isEmpty() ? "." : shown;
    }

    private static String reason(IOException e) {
        return Texts.shorten(String.valueOf(e.getMessage()));
    }
}
