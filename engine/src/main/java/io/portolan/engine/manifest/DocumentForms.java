package io.portolan.engine.manifest;

import static io.portolan.engine.manifest.Attribute.optional;
import static io.portolan.engine.manifest.Attribute.required;

import io.portolan.model.Lifecycle;
import io.portolan.model.Lifecycle.DeletionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every document has around its spec. */
final class DocumentForms {
    /** A document's parts. */
    record Parts<T>(String name, Map<String, String> labels, T spec, Lifecycle lifecycle) {}

    private record Metadata(String name, Map<String, String> labels) {}

    private static final Attribute<String> NAME = required(
                    "name", Texts.NAME, "The name; unique within its kind. A record set's is only a handle.")
            .example("web");
    private static final Attribute<Map<String, String>> LABELS = optional(
                    "labels",
                    MapType.of(Texts.TEXT, "labels"),
                    "Names and texts, put on everything native that can carry them.")
            .example("{team: web}");
    private static final Form<Metadata> METADATA_FORM = Form.of(
            "metadata",
            "Metadata",
            in -> Optional.of(new Metadata(in.get(NAME), in.find(LABELS).orElse(Map.of()))),
            NAME,
            LABELS);
    private static final Attribute<Metadata> METADATA =
            required("metadata", METADATA_FORM, "The name and the labels.").example("{name: web}");

    private static final Attribute<Boolean> PROTECT = optional(
            "protect", BooleanType.BOOLEAN, "Whether a plan that deletes or replaces it is refused; else false.");
    private static final Attribute<DeletionPolicy> DELETION_POLICY = optional(
            "deletionPolicy",
            ChoiceType.of(DeletionPolicy.class, "Delete", DeletionPolicy.DELETE, "Retain", DeletionPolicy.RETAIN),
            "What happens when its document is taken out: it is deleted (where nothing is said), or left standing with its mark.");
    private static final Attribute<String> ADOPT = optional(
                    "adopt",
                    Texts.TEXT,
                    "The native id of an existing thing that becomes ours; stays in the file until every part is.")
            .example("vol-0a9c41d27");
    private static final Attribute<String> MOVED_FROM = optional(
                    "movedFrom", Texts.TEXT, "The name it had in an earlier version of the file.")
            .example("data");
    private static final Form<Lifecycle> LIFECYCLE_FORM =
            Form.of("lifecycle", "Lifecycle", DocumentForms::lifecycle, PROTECT, DELETION_POLICY, ADOPT, MOVED_FROM);
    private static final Attribute<Lifecycle> LIFECYCLE =
            optional("lifecycle", LIFECYCLE_FORM, "How it lives: protection, deletion, adoption, an earlier name.");

    private static final Attribute<String> API_VERSION = required(
            "apiVersion",
            ChoiceType.of(String.class, Kinds.API_VERSION, Kinds.API_VERSION),
            "The version of this format.");

    private DocumentForms() {}

    /** A document of a kind of resource. */
    static <T> Form<Parts<T>> resource(String kind, Form<T> spec) {
        return form(kind, spec, List.of(METADATA, LIFECYCLE));
    }

    /** A document of this tool's own, which is no resource. */
    static <T> Form<Parts<T>> other(String kind, Form<T> spec) {
        return form(kind, spec, List.of(METADATA));
    }

    /** The settings, whose document has no name. */
    static <T> Form<Parts<T>> nameless(String kind, Form<T> spec) {
        return form(kind, spec, List.of());
    }

    private static <T> Form<Parts<T>> form(String kind, Form<T> spec, List<Attribute<?>> around) {
        Attribute<String> kindWord = required("kind", ChoiceType.of(String.class, kind, kind), "What the document is.");
        Attribute<T> specPart = required("spec", spec, "What is wanted.");
        List<Attribute<?>> all = new ArrayList<>(List.of(API_VERSION, kindWord));
        all.addAll(around);
        all.add(specPart);
        return Form.of("a document of kind " + kind, kind, in -> parts(in, specPart), all.toArray(Attribute<?>[]::new));
    }

    private static <T> Optional<Parts<T>> parts(Filled in, Attribute<T> spec) {
        Metadata metadata = in.find(METADATA).orElse(new Metadata("", Map.of()));
        Lifecycle lifecycle = in.find(LIFECYCLE).orElse(Lifecycle.STANDARD);
        return in.find(spec).map(s -> new Parts<>(metadata.name, metadata.labels, s, lifecycle));
    }

    private static Optional<Lifecycle> lifecycle(Filled in) {
        Lifecycle lifecycle = in.find(PROTECT).orElse(false) ? Lifecycle.STANDARD.protect() : Lifecycle.STANDARD;
        lifecycle = in.find(DELETION_POLICY).map(lifecycle::deletionPolicy).orElse(lifecycle);
        lifecycle = in.find(ADOPT).map(lifecycle::adopt).orElse(lifecycle);
        return Optional.of(in.find(MOVED_FROM).map(lifecycle::movedFrom).orElse(lifecycle));
    }
}
