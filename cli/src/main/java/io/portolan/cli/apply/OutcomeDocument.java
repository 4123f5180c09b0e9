package io.portolan.cli.apply;

import io.portolan.Failure;
import io.portolan.Outcome;
import io.portolan.Refusal;
import io.portolan.cli.resource.KnownOutputs;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a run ended, as JSON. Fields are only added within v1. */
final class OutcomeDocument {
    private OutcomeDocument() {}

    static Map<String, Object> of(Outcome outcome, int exit) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "portolan.io/v1");
        document.put("kind", "Outcome");
        String owner = outcome.plan().owner();
        int slash = owner.indexOf('/');
        document.put("stack", slash < 0 ? owner : owner.substring(0, slash));
        document.put("environment", slash < 0 ? "" : owner.substring(slash + 1));
        document.put("plan", outcome.plan().digest());
        document.put("status", word(outcome.status().name()));
        List<Object> resources = new ArrayList<>();
        outcome.states().forEach((key, state) -> resources.add(resource(outcome, key, state)));
        document.put("resources", resources);
        document.put(
                "failures",
                outcome.failures().stream().map(OutcomeDocument::failure).toList());
        document.put(
                "refused",
                outcome.refusals().stream().map(OutcomeDocument::refusal).toList());
        document.put("writes", outcome.writes());
        document.put("reads", outcome.reads());
        document.put("retries", outcome.retries());
        document.put("left", outcome.left());
        document.put("exit", exit);
        return document;
    }

    private static Map<String, Object> resource(Outcome outcome, Key key, Outcome.State state) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("key", key.toString());
        resource.put("state", state == Outcome.State.AS_WANTED ? "made" : word(state.name()));
        List<Object> parts = new ArrayList<>();
        for (NativeId id : outcome.parts(key)) {
            parts.add(Map.of("part", id.part(), "id", id.value()));
        }
        resource.put("native", parts);
        resource.put("outputs", KnownOutputs.of(key, outcome::get));
        return resource;
    }

    private static Map<String, Object> failure(Outcome.Failed failed) {
        Failure failure = failed.failure();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", failed.key().toString());
        map.put("code", failure.code().name());
        map.put("retry", failure.code().retry().name());
        map.put("step", failed.step());
        failure.nativeCall().ifPresent(call -> map.put("call", call));
        failure.nativeCode().ifPresent(code -> map.put("nativeCode", code));
        failure.requestId().ifPresent(id -> map.put("requestId", id));
        map.put("message", failure.message());
        failure.remedy().ifPresent(remedy -> map.put("do", remedy));
        return map;
    }

    static Map<String, Object> refusal(Refusal refusal) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("why", refusal.why().name());
        map.put("key", refusal.key().map(Key::toString).orElse(""));
        map.put("message", refusal.message());
        map.put("do", refusal.help());
        return map;
    }

    /** A closed word in lower camel case: {@code NOT_BEGUN} is {@code notBegun}. */
    private static String word(String constant) {
        StringBuilder word = new StringBuilder();
        for (String part : constant.toLowerCase(java.util.Locale.ROOT).split("_", -1)) {
            word.append(
                    word.length() == 0
                            ? part
                            : part.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + part.substring(1));
        }
        return word.toString();
    }
}
