package io.portolan.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Checks native requests against AWS's own service models: those that are recorded, else those of botocore that moto came with. Members that are required,
 * their names and types, and by the SDK's enums their words. Counts what it checked.
 */
public final class RequestCheck {
    private static final Map<String, String> MODELS = Map.of(
            "ec2", "ec2-2016-11-15.min.json",
            "elasticloadbalancingv2", "elasticloadbalancingv2-2015-12-01.min.json",
            "route53", "route53-2013-04-01.min.json");
    private static final Map<String, Optional<JsonNode>> READ = new ConcurrentHashMap<>();
    private static final Map<String, AtomicInteger> CHECKED = new ConcurrentHashMap<>();
    private static final Map<String, AtomicInteger> WITHOUT_MODEL = new ConcurrentHashMap<>();

    private static final AtomicInteger VALID = new AtomicInteger();

    private final List<String> problems = new ArrayList<>();
    private final JsonNode shapes;

    private RequestCheck(JsonNode shapes) {
        this.shapes = shapes;
    }

    /** What is wrong with a request; empty when it is right, or when there is no model of its service. */
    public static List<String> problems(SdkRequest request) {
        String service = service(request);
        String operation = operation(request);
        Optional<JsonNode> model = READ.computeIfAbsent(service, RequestCheck::read);
        if (model.isEmpty()) {
            WITHOUT_MODEL.computeIfAbsent(service, s -> new AtomicInteger()).incrementAndGet();
            return List.of();
        }
        CHECKED.computeIfAbsent(service, s -> new AtomicInteger()).incrementAndGet();
        RequestCheck check = new RequestCheck(model.get().path("shapes"));
        JsonNode known = model.get().path("operations").path(operation);
        if (known.isMissingNode()) {
            return List.of("no such operation: " + service + ":" + operation);
        }
        check.structure(request, known.path("input"), operation);
        if (check.problems.isEmpty()) {
            VALID.incrementAndGet();
        }
        return check.problems;
    }

    /** How many requests were checked, and how many of them are right, for the test's output. */
    public static String summary() {
        int all = CHECKED.values().stream().mapToInt(AtomicInteger::get).sum();
        return "requests valid by the service models so far: " + VALID + " of " + all + " " + new TreeMap<>(CHECKED)
                + (WITHOUT_MODEL.isEmpty() ? "" : ", without a model: " + new TreeMap<>(WITHOUT_MODEL));
    }

    static String operation(SdkRequest request) {
        String name = request.getClass().getSimpleName();
        String operation = name.substring(0, name.length() - "Request".length());
        // The SDK writes acronyms as words, the models as AWS does.
        return operation.replace("Vpc", "VPC").equals("AssociateVPCWithHostedZone")
                        || operation.replace("Vpc", "VPC").equals("DisassociateVPCFromHostedZone")
                ? operation.replace("Vpc", "VPC")
                : operation;
    }

    private static String service(SdkRequest request) {
        String[] packages = request.getClass().getPackageName().split("\\.");
        return packages[packages.length - 2];
    }

    private static Optional<JsonNode> read(String service) {
        String file = MODELS.get(service);
        String shared = System.getProperty("portolan.shared", "");
        Path path = Path.of(shared, "recordings", "aws", "aws-sdk-js-apis", file == null ? "none" : file);
        try {
            if (Files.exists(path)) {
                return Optional.of(new ObjectMapper().readTree(path.toFile()));
            }
            Optional<Path> packed = packed(service);
            if (packed.isEmpty()) {
                System.out.println("the service model of " + service + " is absent: its requests are not checked");
                return Optional.empty();
            }
            try (InputStream in = new GZIPInputStream(Files.newInputStream(packed.get()))) {
                return Optional.of(new ObjectMapper().readTree(in));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest model that botocore has of a service, whose folder is named with dashes where the SDK's package has none. */
    private static Optional<Path> packed(String service) throws IOException {
        Optional<Path> data = MotoServer.packages().map(packages -> packages.resolve("botocore/data"));
        if (data.isEmpty() || !Files.isDirectory(data.get())) {
            return Optional.empty();
        }
        try (Stream<Path> services = Files.list(data.get())) {
            Optional<Path> folder = services.filter(
                            f -> f.getFileName().toString().replace("-", "").equals(service))
                    .findFirst();
            if (folder.isEmpty()) {
                return Optional.empty();
            }
            try (Stream<Path> versions = Files.list(folder.get())) {
                return versions.map(version -> version.resolve("service-2.json.gz"))
                        .filter(Files::exists)
                        .max(Path::compareTo);
            }
        }
    }

    private JsonNode resolved(JsonNode shape) {
        return shape.has("shape") ? shapes.path(shape.get("shape").asText()) : shape;
    }

    private void structure(SdkPojo pojo, JsonNode shape, String at) {
        JsonNode structure = resolved(shape);
        JsonNode members = structure.path("members");
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            JsonNode member = members.path(field.memberName());
            boolean given = value != null && !isAbsentCollection(value);
            if (given && member.isMissingNode()) {
                problems.add(at + "." + field.memberName() + " is no member");
            } else if (given) {
                value(value, member, at + "." + field.memberName());
                word(pojo, field, at);
            }
        }
        for (JsonNode required : structure.path("required")) {
            boolean given = pojo.sdkFields().stream()
                    .filter(f -> f.memberName().equals(required.asText()))
                    .map(f -> f.getValueOrDefault(pojo))
                    .anyMatch(value -> value != null && !isAbsentCollection(value));
            if (!given) {
                problems.add(at + "." + required.asText() + " is required");
            }
        }
    }

    /** The SDK's collections that were not given are constructed lists of nothing. */
    private static boolean isAbsentCollection(Object value) {
        return value instanceof software.amazon.awssdk.core.util.SdkAutoConstructList
                || value instanceof software.amazon.awssdk.core.util.SdkAutoConstructMap;
    }

    private void value(Object value, JsonNode shape, String at) {
        JsonNode resolved = resolved(shape);
        String type = resolved.path("type").asText("string");
        boolean right = switch (type) {
            case "structure" -> value instanceof SdkPojo;
            case "list" -> value instanceof Collection;
            case "map" -> value instanceof Map;
            case "integer" -> value instanceof Integer;
            case "long" -> value instanceof Long;
            case "boolean" -> value instanceof Boolean;
            case "double", "float" -> value instanceof Number || value instanceof BigDecimal;
            case "timestamp" -> value instanceof Instant;
            case "blob" -> true;
            default -> value instanceof String;
        };
        if (!right) {
            problems.add(at + " should be a " + type + ", and is a "
                    + value.getClass().getSimpleName());
        } else if (value instanceof SdkPojo pojo) {
            structure(pojo, resolved, at);
        } else if (value instanceof Collection<?> items) {
            int i = 0;
            for (Object item : items) {
                value(item, resolved.path("member"), at + "[" + i++ + "]");
            }
        }
    }

    /** A word that the SDK's enum of this member does not know. */
    private void word(SdkPojo pojo, SdkField<?> field, String at) {
        String name = field.memberName();
        for (Method method : pojo.getClass().getMethods()) {
            boolean accessor = method.getParameterCount() == 0
                    && method.getReturnType().isEnum()
                    && method.getName().equalsIgnoreCase(name);
            if (accessor) {
                try {
                    Object word = method.invoke(pojo);
                    if (word != null && word.toString().toLowerCase(Locale.ROOT).equals("null")) {
                        problems.add(at + "." + name + " has no such word: " + field.getValueOrDefault(pojo));
                    }
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
