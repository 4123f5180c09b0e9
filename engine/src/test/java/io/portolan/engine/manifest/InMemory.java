package io.portolan.engine.manifest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files, variables and programs that exist in memory only. */
final class InMemory implements Surroundings {
    private final Map<Path, byte[]> files = new TreeMap<>();
    private final Map<String, String> variables = new TreeMap<>();
    private final Map<List<String>, String> answers = new HashMap<>();
    private final List<List<String>> runs = new ArrayList<>();

    /** One manifest in the folder of stack {@code test}. */
    static Manifests manifest(String yaml) {
        return new InMemory().file("test/test.yaml", yaml).manifests();
    }

    /** The problems of one manifest. */
    static List<Diagnostic> problems(String yaml) {
        return manifest(yaml).load().problems().all();
    }

    InMemory file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    InMemory file(String path, byte[] bytes) {
        files.put(Path.of(path), bytes);
        return this;
    }

    InMemory variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    InMemory answer(List<String> command, String text) {
        answers.put(command, text);
        return this;
    }

    /** The stack in folder {@code test}; secrets are not read. */
    Manifests manifests() {
        return Manifests.at(Path.of("test")).surroundings(this).secrets(Secrets.UNREAD);
    }

    List<List<String>> runs() {
        return runs;
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public List<String> files(Path folder) {
        return files.keySet().stream()
                .filter(p -> folder.normalize().equals(p.getParent()))
                .map(p -> p.getFileName().toString())
                .toList();
    }

    @Override
    public Optional<byte[]> read(Path file, int most) throws IOException {
        byte[] bytes = files.get(file.normalize());
        if (bytes != null && bytes.length > most) {
            throw new IOException("it has more than " + most + " bytes");
        }
        return Optional.ofNullable(bytes);
    }

    @Override
    public byte[] run(List<String> command, Duration most) throws IOException {
        runs.add(command);
        String answer = answers.get(command);
        if (answer == null) {
            throw new IOException("it ended with code 2");
        }
        return answer.getBytes(StandardCharsets.UTF_8);
    }
}
