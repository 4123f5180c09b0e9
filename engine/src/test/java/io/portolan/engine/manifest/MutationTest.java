package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Damaged examples: half by their bytes, half by their parsed trees. Whatever comes out of it is answered with problems at places that
 * exist, never with an exception, a hang, a program run or a secret. {@code -Pdeep} for 100,000, {@code -Dportolan.mutations=...} for more, {@code -Dportolan.seed=...} to repeat.
 */
class MutationTest {
    private static final int MUTATIONS = Integer.getInteger("portolan.mutations", 3_000);
    private static final long SEED = Long.getLong("portolan.seed", 20_261_124L);
    private static final long PATIENCE_MS = 20_000;
    private static final String FOUND = "FOUNDk3y";
    private static final String PLAIN = "PLAINk3y";
    private static final Map<Object, List<Node>> NODES = new ConcurrentHashMap<>();
    private static final Set<String> UNREADABLE = Set.of("P001", "P005", "P008", "P009");

    @Test
    void noDamageDoesMoreThanToBeReported() throws IOException {
        List<Map<String, byte[]>> examples = new ArrayList<>();
        for (String name : Examples.ALL) {
            examples.add(planted(Examples.files(name)));
        }
        Map<String, Integer> codes = new ConcurrentSkipListMap<>();
        AtomicInteger past = new AtomicInteger();
        AtomicInteger valid = new AtomicInteger();
        long start = System.nanoTime();
        IntStream.range(0, MUTATIONS).parallel().forEach(i -> {
            Problems problems = survive(SEED + i, i % 2 == 0, examples.get(i % examples.size()));
            past.addAndGet(problems.all().stream().noneMatch(d -> UNREADABLE.contains(d.code())) ? 1 : 0);
            valid.addAndGet(problems.hasErrors() ? 0 : 1);
            problems.all().forEach(d -> codes.merge(d.code(), 1, Integer::sum));
        });
        long ms = (System.nanoTime() - start) / 1_000_000;
        System.out.printf(
                "%,d mutations (%,d of bytes, %,d of trees) from seed %d in %,d ms: %,d got past YAML, %,d were valid; problems %s%n",
                MUTATIONS, (MUTATIONS + 1) / 2, MUTATIONS / 2, SEED, ms, past.get(), valid.get(), codes);
        assertThat(past.get()).isGreaterThan((MUTATIONS - 1) / 3);
    }

    private static Map<String, byte[]> planted(Map<String, byte[]> files) {
        Map<String, byte[]> planted = new TreeMap<>();
        files.forEach((name, bytes) -> planted.put(
                name,
                new String(bytes, StandardCharsets.UTF_8)
                        .replace("MIIEvQIBADANBgkq", PLAIN)
                        .getBytes(StandardCharsets.UTF_8)));
        return planted;
    }

    /** Damages one file of a stack and reads all of it. */
    private static Problems survive(long seed, boolean onBytes, Map<String, byte[]> files) {
        Mutants mutants = new Mutants(seed);
        List<String> names = List.copyOf(files.keySet());
        String name = names.get((int) Long.remainderUnsigned(seed * 31, names.size()));
        byte[] original = Optional.ofNullable(files.get(name)).orElseThrow();
        byte[] damaged = onBytes
                ? mutants.bytes(original)
                : mutants.trees(NODES.computeIfAbsent(List.of(name, original.length), x -> nodes(name, original)))
                        .getBytes(StandardCharsets.UTF_8);
        InMemory surroundings = new InMemory()
                .variable("OLD_TLS_KEY", FOUND)
                .file("test/tls/shop.crt", FOUND)
                .file("test/tls/shop.key", FOUND);
        files.forEach((file, bytes) -> {
            if (seed % 4 == 0 || file.equals("stack.yaml")) {
                surroundings.file("test/" + file, bytes);
            }
        });
        surroundings.file("test/" + name, damaged);
        String repeat = " (repeat with -Dportolan.mutations=" + (onBytes ? 1 : 2) + " -Dportolan.seed=" + seed + ")";
        long start = System.nanoTime();
        try {
            Secrets mode = seed % 3 == 0 ? Secrets.READ : Secrets.UNREAD;
            Manifest manifest = surroundings.manifests().secrets(mode).load();
            Problems problems = manifest.problems();
            assertThat(surroundings.runs()).as(() -> "programs" + repeat).isEmpty();
            String said = problems.text() + problems.json() + manifest.draft() + manifest.variables();
            assertThat(said.contains(FOUND))
                    .as(() -> "a secret is repeated" + repeat)
                    .isFalse();
            if (isBelowItsMark(damaged)) {
                assertThat(said.contains(PLAIN))
                        .as(() -> "a plain secret is repeated" + repeat + said)
                        .isFalse();
            }
            problems.all().forEach(d -> assertPlaced(d, repeat));
            return problems;
        } catch (RuntimeException | StackOverflowError e) {
            return fail("mutation of " + name + repeat + "\n" + new String(damaged, StandardCharsets.UTF_8), e);
        } finally {
            assertThat((System.nanoTime() - start) / 1_000_000)
                    .as(() -> "time" + repeat)
                    .isLessThan(PATIENCE_MS);
        }
    }

    /** Whether the key in plain is still where anybody could see that it is one, and nowhere else. */
    private static boolean isBelowItsMark(byte[] damaged) {
        String text = new String(damaged, StandardCharsets.UTF_8);
        int at = text.indexOf(PLAIN);
        return at >= 0
                && at == text.lastIndexOf(PLAIN)
                && text.substring(Math.max(0, at - 60), at).contains("PRIVATE KEY-----");
    }

    private static void assertPlaced(Diagnostic problem, String repeat) {
        Location at = problem.location();
        int length = at.source().line(at.line()).length();
        boolean placed = at.line() == 0
                || (at.line() <= at.source().lines().size()
                        && at.column() >= 1
                        && at.column() <= length + 2
                        && at.endColumn() >= at.column()
                        && at.endColumn() <= length + 3);
        assertThat(placed).as(() -> problem + repeat).isTrue();
        String message = problem.message();
        boolean readable = !message.isBlank() && message.length() < 400 && message.indexOf('\n') < 0;
        assertThat(readable).as(() -> problem + repeat).isTrue();
    }

    static List<Node> nodes(String name, byte[] bytes) {
        SourceFile source = new SourceFile(name, name, Path.of(""), new String(bytes, StandardCharsets.UTF_8));
        return Chunk.of(source).stream()
                .map(chunk -> YamlReader.read(chunk, new Diagnostics()))
                .flatMap(Optional::stream)
                .toList();
    }
}
