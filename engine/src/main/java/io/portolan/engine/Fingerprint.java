package io.portolan.engine;

import io.portolan.model.Key;
import io.portolan.model.Secret;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Names;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests of steps and plans. Tokens, times, read counts and conditions are not in them; secrets are by keyed digest. */
final class Fingerprint {
    /** Stands in a remembered step for an argument that a step was to fill. */
    static final String OPEN = "?";

    private final Supplier<Secret> key;

    Fingerprint(Supplier<Secret> key) {
        this.key = key;
    }

    /** The digest of a step as planned: 64 hex digits. */
    String of(Node node) {
        Step step = node.step();
        StringBuilder text = new StringBuilder(256);
        text.append(node.isRetire() ? "retire\n" : "make\n")
                .append(step.type())
                .append('\n')
                .append(step.nativeCall());
        step.keys().forEach(k -> text.append('\n').append(k));
        arguments(step)
                .forEach((name, value) ->
                        text.append('\n').append(name).append('=').append(value));
        step.impacts().forEach(i -> text.append('\n').append(i));
        return Names.hash(text.toString());
    }

    /** The digest that a token is tied to, over the arguments as they are sent. */
    String intent(String owner, Step step, Map<String, Object> sent) {
        StringBuilder text = new StringBuilder(owner)
                .append('\n')
                .append(step.nativeCall())
                .append('\n')
                .append(step.summary());
        step.keys().forEach(k -> text.append('\n').append(k));
        sent.forEach((name, value) -> {
            if (!step.conditions().contains(name)) {
                text.append('\n').append(name).append('=').append(canonical(value));
            }
        });
        return Names.hash(text.toString()).substring(0, 32);
    }

    /**
     * The digest of a plan over its steps in order. Steps that only wait are not in it: what they wait for may come to be before the plan is applied, and
     * what is written is the same then.
     */
    String of(String owner, Map<String, String> identity, List<Node> nodes, List<String> digests) {
        MessageDigest sha = sha256();
        update(sha, owner);
        identity.forEach((k, v) -> update(sha, k + "=" + v));
        Map<Node, Integer> places = new IdentityHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (!node.isWait()) {
                places.put(node, places.size() + 1);
                update(sha, digests.get(i));
                TreeSet<Integer> after = new TreeSet<>();
                after(node, places, after);
                update(sha, after.toString());
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    /** The places of the writes that a step comes after, through those that only wait. */
    private static void after(Node node, Map<Node, Integer> places, Set<Integer> after) {
        for (Node before : node.before()) {
            if (before.isWait()) {
                after(before, places, after);
            } else {
                after.add(places.getOrDefault(before, 0));
            }
        }
    }

    /** A step as the journal remembers it: identity, call, and a hash of each argument. */
    Map<String, Object> remembered(Node node) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("part", node.isRetire() ? "retire" : "make");
        out.put("call", node.step().nativeCall());
        out.put("keys", node.keys().stream().map(Key::toString).toList());
        Map<String, String> hashes = new LinkedHashMap<>();
        node.step().arguments().forEach((name, value) -> {
            if (!node.step().conditions().contains(name)) {
                boolean open = value instanceof Value<?> v && v.now().isEmpty();
                hashes.put(name, open ? OPEN : Names.hash(canonical(value)).substring(0, 16));
            }
        });
        out.put("args", hashes);
        return out;
    }

    /** Whether every step that writes is one of these, or a part of one. */
    boolean covers(List<Map<String, Object>> remembered, List<Node> nodes) {
        Map<String, List<Map<String, Object>>> byCall = new LinkedHashMap<>();
        remembered.forEach(r -> byCall.computeIfAbsent(r.get("part") + " " + r.get("call"), k -> new ArrayList<>())
                .add(r));
        for (Node node : nodes) {
            if (!node.isWait()) {
                Map<String, Object> now = remembered(node);
                if (byCall.getOrDefault(now.get("part") + " " + now.get("call"), List.of()).stream()
                        .noneMatch(r -> within(now, r))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean within(Map<String, Object> now, Map<String, Object> confirmed) {
        if (!(confirmed.get("keys") instanceof List<?> keys)
                || !(now.get("keys") instanceof List<?> nowKeys)
                || !new java.util.HashSet<Object>(keys).containsAll(nowKeys)
                || !(confirmed.get("args") instanceof Map<?, ?> args)
                || !(now.get("args") instanceof Map<?, ?> nowArgs)) {
            return false;
        }
        for (Map.Entry<?, ?> e : nowArgs.entrySet()) {
            Object there = args.get(e.getKey());
            if (there == null || !there.equals(OPEN) && !there.equals(e.getValue())) {
                return false;
            }
        }
        return true;
    }

    private Map<String, String> arguments(Step step) {
        Map<String, String> out = new LinkedHashMap<>();
        step.arguments().forEach((name, value) -> {
            if (!step.conditions().contains(name)) {
                out.put(name, canonical(value));
            }
        });
        return out;
    }

    private String canonical(Object value) {
        return Canonical.known(value) instanceof Secret secret ? keyed(secret) : Canonical.text(value);
    }

    private String keyed(Secret secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.get().reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest sha, String text) {
        sha.update(text.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) '\n');
    }
}
