package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Entry;
import io.portolan.engine.manifest.Node.Hole;
import io.portolan.engine.manifest.Node.Mapping;
import io.portolan.engine.manifest.Node.Scalar;
import io.portolan.engine.manifest.Node.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one document into nodes with their places. Works on events with a stack of its own, so that depth, number of nodes and aliases
 * are bounded while reading, and no input can make it recurse.
 */
final class YamlReader {
    /** Deeper than any manifest is meant to be; everything that walks the nodes recurses at most this far. */
    static final int DEPTH = 40;
    /** How many nodes aliases may add to a document. */
    private static final int ALIASED = 10_000;

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    private static final class Frame {
        final boolean isMapping;
        final boolean isFlow;
        final boolean isSecret;
        final Location start;
        final @Nullable String anchor;
        final int countBefore;
        final List<Node> items = new ArrayList<>();
        final List<Entry> entries = new ArrayList<>();
        final Map<String, Location> keys = new HashMap<>();

        @Nullable
        Node key;

        int depthBelow;

        Frame(
                boolean isMapping,
                boolean isFlow,
                boolean isSecret,
                Location start,
                @Nullable String anchor,
                int countBefore) {
            this.isMapping = isMapping;
            this.isFlow = isFlow;
            this.isSecret = isSecret;
            this.start = start;
            this.anchor = anchor;
            this.countBefore = countBefore;
        }
    }

    private record Anchored(Node node, int count, int depth) {}

    /** Ends the reading of a document after its problem was reported. */
    private static final class Stop extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final Chunk chunk;
    private final Diagnostics problems;
    private final Places places;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Map<String, Anchored> anchors = new HashMap<>();
    private @Nullable Node root;
    private int count;
    private int aliased;

    private YamlReader(Chunk chunk, Diagnostics problems) {
        this.chunk = chunk;
        this.problems = problems;
        this.places = new Places(chunk);
    }

    /** The document's content; empty when it can't be read at all, which is reported, or holds nothing. */
    static Optional<Node> read(Chunk chunk, Diagnostics problems) {
        Optional<Diagnostic> odd = YamlMistakes.oddCharacter(chunk);
        if (odd.isPresent()) {
            problems.add(odd.get());
            return Optional.empty();
        }
        YamlReader reader = new YamlReader(chunk, problems);
        try {
            for (Event event : new Parse(SETTINGS).parseString(chunk.text())) {
                reader.take(event);
            }
            return Optional.ofNullable(reader.root);
        } catch (YamlEngineException e) {
            problems.add(YamlMistakes.of(e, chunk));
            return Optional.empty();
        } catch (Stop e) {
            return Optional.empty();
        }
    }

    private void take(Event event) throws Stop {
        if (event instanceof ScalarEvent scalar) {
            tag(scalar.getTag(), event);
            count++;
            add(scalar(scalar), anchor(scalar), 1, 0);
        } else if (event instanceof CollectionStartEvent start) {
            tag(start.getTag(), event);
            if (frames.size() >= DEPTH) {
                stop(event, "this is nested more than " + DEPTH + " levels deep");
            }
            frames.push(new Frame(
                    !(start instanceof SequenceStartEvent),
                    start.isFlow(),
                    isSecret(frames.peek()),
                    places.start(start),
                    anchor(start),
                    count));
        } else if (event instanceof CollectionEndEvent end) {
            close(frames.pop(), end);
        } else if (event instanceof AliasEvent alias) {
            alias(alias);
        }
    }

    private Scalar scalar(ScalarEvent event) {
        Location at = places.scalar(event);
        Frame frame = frames.peek();
        boolean isKey = frame != null && frame.isMapping && frame.key == null;
        boolean secret = PlainSecrets.isKey(event.getValue()) || (!isKey && isSecret(frame));
        if (secret) {
            places.hide(event);
        }
        return new Scalar(at, event.getValue(), event.isPlain(), secret, null);
    }

    /** Whether a scalar at this place would be a secret in plain. */
    private static boolean isSecret(@Nullable Frame frame) {
        if (frame == null) {
            return false;
        }
        String field = frame.key instanceof Scalar key ? key.text() : "";
        return frame.isSecret ? !PlainSecrets.isSource(field) : PlainSecrets.isField(field);
    }

    private void close(Frame frame, CollectionEndEvent end) throws Stop {
        Location at = frame.isFlow
                ? places.flow(frame.start, end)
                : frame.entries.isEmpty()
                        ? frame.start
                        : frame.entries.get(0).key().at();
        Node node = frame.isMapping
                ? new Mapping(at, List.copyOf(frame.entries), null)
                : new Sequence(at, List.copyOf(frame.items), null);
        count++;
        add(node, frame.anchor, count - frame.countBefore, frame.depthBelow + 1);
    }

    private void alias(AliasEvent alias) throws Stop {
        Location at = places.start(alias);
        Anchored target = anchors.get(alias.getAlias().getValue());
        if (target == null) {
            report(Diagnostic.of("P005", at, "there is no anchor of this name before this place"));
            count++;
            add(new Hole(at), null, 1, 0);
            return;
        }
        aliased += target.count;
        count += target.count;
        if (aliased > ALIASED) {
            stop(alias, "aliases repeat more than " + ALIASED + " values in this document");
        }
        if (frames.size() + target.depth > DEPTH) {
            stop(alias, "this is nested more than " + DEPTH + " levels deep");
        }
        add(target.node, null, target.count, target.depth);
    }

    private void add(Node node, @Nullable String anchor, int nodes, int depth) {
        if (anchor != null) {
            anchors.put(anchor, new Anchored(node, nodes, depth));
        }
        Frame frame = frames.peek();
        if (frame == null) {
            root = root == null ? node : root;
            return;
        }
        frame.depthBelow = Math.max(frame.depthBelow, depth);
        if (!frame.isMapping) {
            frame.items.add(node);
        } else if (frame.key == null) {
            frame.key = node;
        } else {
            entry(frame, frame.key, node);
            frame.key = null;
        }
    }

    private void entry(Frame frame, Node key, Node value) {
        if (!(key instanceof Scalar name)) {
            report(Diagnostic.of("P005", key.at(), "the name of a field is a word, not " + Node.shape(key)));
            return;
        }
        if (name.plain() && name.text().equals("<<")) {
            report(Diagnostic.of("P005", key.at(), "fields are not merged by <<")
                    .help("write the fields out"));
            return;
        }
        Location first = frame.keys.putIfAbsent(name.text(), name.at());
        if (first != null) {
            report(Diagnostic.of("P003", name.at(), "this field stands here twice")
                    .because("the first is in " + first.from(name.at()))
                    .help("leave one of them away"));
            return;
        }
        frame.entries.add(new Entry(name, value));
    }

    private void tag(Optional<String> tag, Event event) {
        if (tag.isPresent()) {
            report(Diagnostic.of("P005", places.start(event), "tags are not read here")
                    .help("leave it away; what is to be a text goes in quotes"));
        }
    }

    private static @Nullable String anchor(NodeEvent event) {
        return event.getAnchor().map(Anchor::getValue).orElse(null);
    }

    private void report(Diagnostic problem) {
        problems.add(problem);
    }

    private void stop(Event event, String message) throws Stop {
        report(Diagnostic.of("P008", places.start(event), message).help(YamlMistakes.unchecked(chunk)));
        throw new Stop();
    }
}
