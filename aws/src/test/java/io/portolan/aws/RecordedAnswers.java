package io.portolan.aws;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Recorded answers of one service through the SDK's HTTP client, and what of them is to be found in the SDK's object. */
final class RecordedAnswers implements SdkAutoCloseable {
    private final JsonNode model;
    private final Class<?> service;
    private final SdkAutoCloseable client;
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Map<String, Integer> unknown = new TreeMap<>();
    private final TreeSet<String> lost = new TreeSet<>();
    private String body = "";
    private Map<String, String> headers = Map.of();
    private int members;
    private int replaced;

    /**
     * Of none yet.
     *
     * @param model the recorded service model
     * @param service the SDK's client
     * @param clients makes one
     */
    RecordedAnswers(JsonNode model, Class<?> service, Function<SdkHttpClient, ? extends SdkAutoCloseable> clients) {
        this.model = model;
        this.service = service;
        this.client = clients.apply(new Replaying());
    }

    /** Answers with the body that is next. */
    private final class Replaying implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new RecordedHttp(200, body, headers).prepareRequest(request);
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() {
        client.close();
    }

    /** Whether the service has this operation. */
    boolean knows(String operation) {
        return model.path("operations").has(operation);
    }

    /** How many members of the answer the model does not know. */
    int unknownOf(String operation, JsonNode data) {
        return WireForm.unknown(model, operation, data);
    }

    /** Reads an answer that was kept as a tree. */
    void read(String operation, JsonNode data) {
        answers.merge(operation, 1, Integer::sum);
        body = WireForm.of(model, operation, data);
        headers = WireForm.headers(model, operation, data);
        SdkPojo answer = sent(operation);
        compare(operation, model.path("operations").path(operation).path("output"), data, answer);
    }

    /** How many answers there were of each operation. */
    Map<String, Integer> answers() {
        return answers;
    }

    /** Members that the model knows. */
    int members() {
        return members;
    }

    /** Those that were not found in the SDK's object, or otherwise. */
    Collection<String> lost() {
        return lost;
    }

    /** Members that the model does not know, by their names. */
    Map<String, Integer> unknown() {
        return unknown;
    }

    /** Points in time that whoever kept the answer has replaced by a word. */
    int replaced() {
        return replaced;
    }

    private SdkPojo sent(String operation) {
        Method call = Arrays.stream(service.getMethods())
                .filter(m -> m.getName().equalsIgnoreCase(operation) && m.getParameterCount() == 1)
                .filter(m -> SdkPojo.class.isAssignableFrom(m.getParameterTypes()[0]))
                .findFirst()
                .orElseThrow();
        try {
            SdkPojo request = (SdkPojo) requireNonNull(
                    call.getParameterTypes()[0].getMethod("builder").invoke(null), "builder");
            for (SdkField<?> field : request.sdkFields()) {
                // Without these the SDK sends nothing.
                if (field.location() == MarshallLocation.PATH) {
                    field.set(request, "Z1");
                } else if (field.memberName().equals("SourceRegion")) {
                    field.set(request, "us-east-1");
                }
            }
            Method build = request.getClass().getMethod("build");
            build.setAccessible(true);
            return (SdkPojo) requireNonNull(call.invoke(client, build.invoke(request)), "answer");
        } catch (Exception e) {
            throw new AssertionError("an answer of " + operation + " can't be read: " + body, e);
        }
    }

    private void compare(String at, JsonNode shape, JsonNode data, SdkPojo answer) {
        JsonNode known = WireForm.resolved(model, shape).path("members");
        for (Map.Entry<String, JsonNode> field : data.properties()) {
            String name = at + "." + field.getKey();
            if (field.getKey().equals("ResponseMetadata") || field.getValue().isNull()) {
                continue;
            }
            JsonNode member = known.path(field.getKey());
            if (member.isMissingNode()) {
                unknown.merge(name, 1, Integer::sum);
                continue;
            }
            Optional<SdkField<?>> there = answer.sdkFields().stream()
                    .filter(f -> f.memberName().equals(field.getKey())
                            || f.locationName().equals(field.getKey()))
                    .findFirst();
            @Nullable
            Object value = there.<Object>map(f -> f.getValueOrDefault(answer)).orElse(null);
            compareValue(name, member, field.getValue(), value);
        }
    }

    private void compareValue(String at, JsonNode shape, JsonNode data, @Nullable Object value) {
        JsonNode resolved = WireForm.resolved(model, shape);
        switch (resolved.path("type").asText("string")) {
            case "structure" -> {
                if (value instanceof SdkPojo pojo) {
                    compare(at, resolved, data, pojo);
                } else if (!data.isEmpty()) {
                    is(at, false);
                }
            }
            case "list" -> list(at, resolved, data, value);
            case "timestamp" -> {
                Optional<Instant> then = WireForm.instant(data);
                if (then.isEmpty()) {
                    replaced++;
                } else {
                    is(at, then.get().equals(value));
                }
            }
            case "double", "float" -> is(at, value instanceof Number n && n.doubleValue() == data.asDouble());
            default -> is(at, value != null && value.toString().equals(bare(data.asText())));
        }
    }

    /** The SDK takes the kind from the ids of Route 53: {@code /hostedzone/Z1} is {@code Z1}. */
    private static String bare(String text) {
        return text.replaceFirst("^/(hostedzone|change|delegationset)/", "");
    }

    private void list(String at, JsonNode shape, JsonNode data, @Nullable Object value) {
        Collection<?> items =
                value instanceof Collection<?> some && !(value instanceof SdkAutoConstructList) ? some : List.of();
        if (items.size() != data.size()) {
            is(at, false);
            return;
        }
        Iterator<?> there = items.iterator();
        data.forEach(item -> compareValue(at, shape.path("member"), item, there.next()));
    }

    private void is(String at, boolean read) {
        members++;
        if (!read) {
            lost.add(at);
        }
    }
}
