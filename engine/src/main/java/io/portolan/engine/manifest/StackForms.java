package io.portolan.engine.manifest;

import static io.portolan.engine.manifest.Attribute.optional;

import io.portolan.engine.manifest.Node.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code kind: Stack} and {@code kind: Environment}. */
final class StackForms {
    /** A variable as it is declared. */
    record Declared(@Nullable Node standard, String description) {}

    /** The content of {@code kind: Stack}. */
    record StackSpec(Map<String, Declared> variables) {}

    /** The content of {@code kind: Environment}. */
    record EnvironmentSpec(
            @Nullable String provider, @Nullable List<Node> members, Map<String, Node> values) {

        /** The providers of the members, as far as they can be read. */
        List<String> memberProviders() {
            return members == null
                    ? List.of()
                    : members.stream()
                            .filter(Mapping.class::isInstance)
                            .map(m -> ((Mapping) m).scalar("provider").map(Node.Scalar::text))
                            .flatMap(Optional::stream)
                            .toList();
        }
    }

    private static final Attribute<Node> DEFAULT = optional(
                    "default",
                    AnyType.ANY,
                    "Its value where neither --set nor the environment gives one; else one of them has to.")
            .example("10.20.0.0/16");
    private static final Attribute<String> DESCRIPTION = optional("description", Texts.TEXT, "What it is for.");
    private static final Form<Declared> VARIABLE = Form.of(
            "a variable",
            "VariableDeclaration",
            in -> Optional.of(new Declared(
                    in.find(DEFAULT).orElse(null), in.find(DESCRIPTION).orElse(""))),
            DEFAULT,
            DESCRIPTION);
    private static final Attribute<Map<String, Declared>> VARIABLES = optional(
                    "variables",
                    MapType.of(VARIABLE, "names and variables"),
                    "What differs between environments; used as $(name).")
            .example("{domain: {default: shop.example}}");

    /** The spec of a stack. */
    static final Form<StackSpec> STACK = Form.of(
            "Stack",
            "StackSpec",
            in -> Optional.of(new StackSpec(in.find(VARIABLES).orElse(Map.of()))),
            VARIABLES);

    private static final Attribute<String> PROVIDER = optional(
                    "provider",
                    Texts.TEXT,
                    "The provider: a name of portolan.yaml, else a type; else the default provider.")
            .example("embedded");
    private static final Attribute<List<Node>> MEMBERS = optional(
            "members",
            ListType.of(AnyType.ANY, "members"),
            "Instead of provider: the same documents on several. Not in this version.");
    private static final Attribute<Map<String, Node>> VALUES = optional(
                    "values", MapType.of(AnyType.ANY, "names and values"), "Values of the stack's variables here.")
            .example("{domain: staging.shop.example}");
    private static final Attribute<Node> PLACEMENT =
            optional("placement", AnyType.ANY, "With members: what runs where. Not in this version.");

    /** The spec of an environment. */
    static final Form<EnvironmentSpec> ENVIRONMENT = Form.of(
                    "Environment",
                    "EnvironmentSpec",
                    in -> Optional.of(new EnvironmentSpec(
                            in.find(PROVIDER).orElse(null),
                            in.find(MEMBERS).orElse(null),
                            in.find(VALUES).orElse(Map.of()))),
                    PROVIDER,
                    MEMBERS,
                    VALUES,
                    PLACEMENT)
            .atMostOneOf(PROVIDER, MEMBERS);

    private StackForms() {}
}
