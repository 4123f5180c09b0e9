package io.portolan.engine.manifest;

import io.portolan.model.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads secrets from where manifests say they are. Says where it looked, never what it found. */
final class SecretReader {
    /** Stands in place of what is not read. */
    static final String UNREAD = "(not read)";

    private static final int MOST = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Secrets mode;
    private final Surroundings surroundings;
    private final Map<String, SecretStore> stores;
    private final Map<List<String>, byte[]> answers = new HashMap<>();

    SecretReader(Secrets mode, Surroundings surroundings, Map<String, SecretStore> stores) {
        this.mode = mode;
        this.surroundings = surroundings;
        this.stores = stores;
    }

    boolean isReading() {
        return mode == Secrets.READ;
    }

    /** The name of a store, for examples. */
    String store() {
        return stores.keySet().stream().findFirst().orElse("vault");
    }

    Optional<Secret> file(String path, Node node, Reading at) {
        if (!isReading()) {
            return Optional.of(Secret.of(UNREAD));
        }
        String shown = Texts.shorten(path);
        Path folder = node.at().source().folder();
        try {
            Optional<byte[]> bytes = surroundings.read(folder.resolve(path), MOST);
            if (bytes.isEmpty()) {
                at.report(at.problem("P031", node, "there is no file " + shown)
                        .help("the path is relative to the manifest's folder, "
                                + (folder.toString().isEmpty() ? "." : folder)));
                return Optional.empty();
            }
            return text(bytes.get(), "file " + shown, node, at);
        } catch (IOException | InvalidPathException e) {
            at.report(
                    at.problem("P031", node, "file " + shown + " can't be read").because(reason(e)));
            return Optional.empty();
        }
    }

    Optional<Secret> variable(String name, Node node, Reading at) {
        if (!isReading()) {
            return Optional.of(Secret.of(UNREAD));
        }
        Optional<String> value = surroundings.variable(name).filter(v -> !v.isEmpty());
        if (value.isEmpty()) {
            at.report(at.problem("P031", node, "the environment variable " + Texts.shorten(name) + " is not set"));
        }
        return value.map(Secret::of);
    }

    Optional<Secret> store(String name, Node nameNode, String key, Node keyNode, Reading at) {
        SecretStore store = stores.get(name);
        if (store == null) {
            Diagnostic problem = at.problem(
                            "P020", nameNode, "there is no secret store \"" + Texts.shorten(name) + "\"")
                    .help("stores are named in portolan.yaml, spec.secretStores");
            at.report(Nearest.to(name, stores.keySet()).map(problem::meant).orElse(problem));
            return Optional.empty();
        }
        if (key.isBlank() || key.startsWith("-") || key.chars().anyMatch(Character::isISOControl)) {
            at.report(at.problem(
                    "P011", keyNode, "this can't be asked for: a key is not empty and does not begin with -"));
            return Optional.empty();
        }
        if (!isReading()) {
            return Optional.of(Secret.of(UNREAD));
        }
        try {
            List<String> command = store.command(key);
            byte[] bytes = answers.get(command);
            if (bytes == null) {
                bytes = surroundings.run(command, PATIENCE);
                answers.put(command, bytes);
            }
            return text(bytes, "store " + name, keyNode, at);
        } catch (IOException e) {
            at.report(at.problem("P031", keyNode, "store " + name + " did not give " + Texts.shorten(key))
                    .because(reason(e))
                    .help("its program: " + store.program() + " (portolan.yaml, spec.secretStores)"));
            return Optional.empty();
        }
    }

    private static Optional<Secret> text(byte[] bytes, String what, Node node, Reading at) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.isBlank()) {
                at.report(at.problem("P031", node, what + " is empty"));
                return Optional.empty();
            }
            return Optional.of(Secret.of(text));
        } catch (CharacterCodingException e) {
            at.report(at.problem("P031", node, what + " holds no text").because("it is not UTF-8"));
            return Optional.empty();
        }
    }

    /** The system's reasons hold paths and programs, never content. */
    private static String reason(Exception e) {
        return Texts.shorten(e instanceof InvalidPathException ? "it is no path" : String.valueOf(e.getMessage()));
    }
}
