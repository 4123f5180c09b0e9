package io.portolan.engine.manifest;

import static io.portolan.engine.manifest.Attribute.optional;
import static io.portolan.engine.manifest.Attribute.required;
import static io.portolan.engine.manifest.Attribute.states;

import io.portolan.dns.Answer;
import io.portolan.dns.DnsName;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet.Policy;
import io.portolan.dns.RecordType;
import io.portolan.engine.manifest.Node.Sequence;
import io.portolan.model.Ref;
import io.portolan.network.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Zones and record sets. */
final class DnsForms {
    /** A zone and the record sets that stand in its document. */
    record ZoneDraft(DnsZone zone, List<RecordDraft> records) {}

    /** A record set of a document of its own, and its zone. */
    record SetDraft(Ref<DnsZone> zone, RecordDraft record) {}

    private static final TextType<RecordType> TYPE_WORD =
            TextType.of("record type", "A", "^[A-Z][A-Z0-9-]{0,15}$", RecordType::of);

    private static final Attribute<String> NAME = required(
                    "name",
                    TextType.of("name", "www", "", text -> text),
                    "The name, relative to the zone; \"@\" is the zone itself, a final dot makes it absolute.")
            .example("www");
    private static final Attribute<RecordType> TYPE = optional(
                    "type",
                    new UpperCase(TYPE_WORD),
                    "The type, as A, AAAA, CNAME, MX, TXT; needed where there are values, and left away for an alias.")
            .example("A");
    private static final Attribute<Duration> TTL = states(
                    "ttl", Texts.DURATION, "the zone's", "How long answers may be kept; whole seconds.")
            .example("5m");
    private static final Attribute<List<Answer>> WEIGHTED = optional(
            "weighted", ListType.of(AnswerForms.WEIGHTED, "weighted answers"), "One of these answers, by weight.");
    private static final Attribute<List<Answer>> FAILOVER = optional(
            "failover", ListType.of(AnswerForms.FAILOVER, "failover answers"), "The first of these that is healthy.");
    private static final Attribute<List<Answer>> GEO =
            optional("geo", ListType.of(AnswerForms.LOCATED, "located answers"), "The answer for where the client is.");
    private static final Attribute<List<Answer>> LATENCY =
            optional("latency", ListType.of(AnswerForms.LOCATED, "located answers"), "The nearest of these answers.");

    private static final Form<RecordDraft> RECORD = Form.of(
                    "a record set",
                    "InlineRecordSet",
                    DnsForms::draft,
                    NAME,
                    TYPE,
                    TTL,
                    AnswerForms.VALUES,
                    AnswerForms.ALIAS,
                    WEIGHTED,
                    FAILOVER,
                    GEO,
                    LATENCY)
            .oneOf(AnswerForms.VALUES, AnswerForms.ALIAS, WEIGHTED, FAILOVER, GEO, LATENCY);

    private static final Attribute<DnsName> DNS_NAME =
            required("dnsName", Texts.DNS_NAME, "Its name.").example("shop.example");
    private static final Attribute<Duration> ZONE_TTL =
            states("ttl", Texts.DURATION, "5m", "The TTL of record sets that give none.");
    private static final Attribute<List<Ref<Network>>> NETWORKS = optional(
            "networks",
            ListType.of(NetworkForms.NETWORK_REF, "networks"),
            "The networks that see it; a public zone where it is left away.");
    private static final Attribute<List<RecordDraft>> RECORDS = optional(
            "records",
            new Records(),
            "Record sets of the zone; each is a resource of its own, RecordSet/<zone>/<name>/<type>.");

    /** {@code kind: DnsZone}. */
    static final Form<ZoneDraft> ZONE =
            Form.of("DnsZone", "DnsZoneSpec", DnsForms::zone, DNS_NAME, ZONE_TTL, NETWORKS, RECORDS);

    private static final Attribute<Ref<DnsZone>> IN_ZONE = required(
                    "zone",
                    new RefType<>(DnsZone.KIND, "zone"),
                    "The zone. With {id: ...} and with {stack: ..., name: ...} the record set's name has to be absolute.")
            .example("shop");

    /** {@code kind: RecordSet}. */
    static final Form<SetDraft> SET = Form.of(
                    "RecordSet",
                    "RecordSetSpec",
                    in -> draft(in).map(d -> new SetDraft(in.get(IN_ZONE), d)),
                    IN_ZONE,
                    NAME,
                    TYPE,
                    TTL,
                    AnswerForms.VALUES,
                    AnswerForms.ALIAS,
                    WEIGHTED,
                    FAILOVER,
                    GEO,
                    LATENCY)
            .oneOf(AnswerForms.VALUES, AnswerForms.ALIAS, WEIGHTED, FAILOVER, GEO, LATENCY);

    private DnsForms() {}

    private static Optional<RecordDraft> draft(Filled in) {
        Policy policy = Policy.SIMPLE;
        List<Answer> answers = List.of();
        if (in.has(AnswerForms.VALUES)) {
            answers =
                    List.of(Answer.builder().values(in.get(AnswerForms.VALUES)).build());
        } else if (in.has(AnswerForms.ALIAS)) {
            answers = List.of(Answer.alias(in.get(AnswerForms.ALIAS)));
        } else {
            for (Attribute<List<Answer>> several : List.of(WEIGHTED, FAILOVER, GEO, LATENCY)) {
                if (in.has(several)) {
                    policy = Policy.valueOf(several.name().toUpperCase(Locale.ROOT));
                    answers = in.get(several);
                }
            }
        }
        return Optional.of(new RecordDraft(
                in.node(),
                in.at(),
                in.get(NAME),
                in.node(NAME),
                in.find(TYPE).orElse(null),
                in.field(TTL),
                policy,
                answers));
    }

    private static Optional<ZoneDraft> zone(Filled in) {
        DnsZone zone = DnsZone.named(in.get(DNS_NAME))
                .ttl(in.field(ZONE_TTL))
                .networks(in.list(NETWORKS))
                .build();
        return Optional.of(new ZoneDraft(zone, in.list(RECORDS)));
    }

    /** Says what was meant by a type in small letters. */
    private record UpperCase(TextType<RecordType> inner) implements Type<RecordType> {

        @Override
        public Optional<RecordType> read(Node node, Reading at) {
            if (node instanceof Node.Scalar s && s.isText() && s.text().matches("[A-Za-z]{1,15}")) {
                String upper = s.text().toUpperCase(Locale.ROOT);
                if (!upper.equals(s.text())) {
                    at.report(at.problem("P011", node, "record types are written in capital letters")
                            .meant(upper));
                    return Optional.empty();
                }
            }
            return inner.read(node, at);
        }

        @Override
        public String word() {
            return inner.word();
        }

        @Override
        public Map<String, Object> schema(Definitions definitions) {
            return inner.schema(definitions);
        }
    }

    /** The record sets in a zone's document: a mistake in one of them does not keep the zone from being read. */
    private static final class Records implements Type<List<RecordDraft>> {
        private static final ListType<RecordDraft> LIST = ListType.of(RECORD, "record sets");

        @Override
        public Optional<List<RecordDraft>> read(Node node, Reading at) {
            if (!(node instanceof Sequence sequence)) {
                return LIST.read(node, at);
            }
            List<RecordDraft> drafts = new ArrayList<>();
            for (int i = 0; i < sequence.items().size(); i++) {
                Reading inside = at.index(i).apart();
                RECORD.read(sequence.items().get(i), inside)
                        .filter(d -> !inside.loss().isEssential())
                        .ifPresent(drafts::add);
            }
            return Optional.of(drafts);
        }

        @Override
        public String word() {
            return LIST.word();
        }

        @Override
        public Map<String, Object> schema(Definitions definitions) {
            return LIST.schema(definitions);
        }

        @Override
        public Optional<Form<?>> form() {
            return LIST.form();
        }
    }
}
