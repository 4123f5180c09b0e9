package io.portolan.engine.manifest;

import io.portolan.dns.DnsName;
import io.portolan.dns.DnsZone;
import io.portolan.engine.manifest.Node.Hole;
import io.portolan.engine.manifest.Node.Mapping;
import io.portolan.engine.manifest.Node.Scalar;
import io.portolan.model.Kind;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import java.util.Map;
import java.util.Optional;

/** A reference: the name of a resource of the stack, or a mapping that names one elsewhere. The field says the kind. */
final class RefType<S extends Spec> implements Type<Ref<S>> {
    private static final Attribute<String> ID = Attribute.optional(
            "id", Texts.TEXT, "The provider's own id of something that exists. It is read, never changed.");
    private static final Attribute<DnsName> DNS_NAME =
            Attribute.optional("dnsName", Texts.DNS_NAME, "The DNS name of a zone that exists.");
    private static final Attribute<String> STACK =
            Attribute.optional("stack", Texts.TEXT, "The owner of another stack, as platform or platform/prod.");
    private static final Attribute<String> NAME =
            Attribute.optional("name", Texts.TEXT, "With stack: the name of the resource in it.");

    private static final TextType<String> REFERRED = TextType.of("name", "web", "", text -> {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a reference names something");
        }
        return text;
    });

    private final Kind<S> kind;
    private final String noun;
    private final Form<Ref<S>> elsewhere;

    /**
     * A reference to this kind.
     *
     * @param noun what it is called in help
     */
    RefType(Kind<S> kind, String noun) {
        this.kind = kind;
        this.noun = noun;
        String definition = kind.name() + "Ref";
        String what = "a reference to " + TextType.article(noun);
        this.elsewhere = kind.equals(DnsZone.KIND)
                ? Form.of(what, definition, this::make, ID, DNS_NAME, STACK, NAME)
                        .oneOf(ID, DNS_NAME, STACK)
                        .together(STACK, NAME)
                : Form.of(what, definition, this::make, ID, STACK, NAME)
                        .oneOf(ID, STACK)
                        .together(STACK, NAME);
    }

    private Optional<Ref<S>> make(Filled in) {
        if (in.has(ID)) {
            return Optional.of(Ref.id(kind, in.get(ID)));
        }
        if (in.has(DNS_NAME)) {
            return Optional.of(Ref.dnsName(kind, in.get(DNS_NAME).toString()));
        }
        return Optional.of(Ref.inStack(kind, in.get(STACK), in.get(NAME)));
    }

    @Override
    public Optional<Ref<S>> read(Node node, Reading at) {
        if (node instanceof Mapping) {
            return elsewhere.read(node, at);
        }
        if (node instanceof Hole) {
            return Optional.empty();
        }
        if (!(node instanceof Scalar)) {
            at.report(at.problem(
                            "P007",
                            node,
                            at.name() + " is the name of " + TextType.article(noun) + ", not " + Node.shape(node))
                    .help(elsewhere()));
            return Optional.empty();
        }
        Optional<String> name = REFERRED.read(node, at);
        name.ifPresent(n -> at.session().references().add(kind.name(), n, elsewhere(), node, at));
        return name.map(n -> Ref.to(kind, n));
    }

    private String elsewhere() {
        String byName = kind.equals(DnsZone.KIND) ? " or {dnsName: ...}" : "";
        return TextType.article(noun) + " that exists already: {id: <native id>}" + byName
                + "; of another stack: {stack: ..., name: ...}";
    }

    @Override
    public String word() {
        return "name of " + TextType.article(noun) + ", or a reference";
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return Definitions.anyOf(Definitions.map("type", "string", "minLength", 1), elsewhere.schema(definitions));
    }

    @Override
    public Optional<Form<?>> form() {
        return Optional.of(elsewhere);
    }
}
