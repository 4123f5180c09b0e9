package io.portolan.baremetal.embedded;

import io.portolan.dns.Answer;
import io.portolan.dns.DnsName;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Record sets in the cloud's words and back. */
final class RecordSetTranslation {
    /** The fields that make up a set, beside where it stands. */
    static final List<String> FIELDS = List.of("ttl", "values", "alias", "weighted", "failover");

    private RecordSetTranslation() {}

    /** The type at the cloud: an alias answers with the IPv4 address of a balancer. */
    static String type(RecordSet spec) {
        return spec.type().map(RecordType::toString).orElse("A");
    }

    /** The fields of a set, known when everything that it refers to is. */
    static Value<NativeValue> fields(RecordSet spec, References references, Optional<Native> there) {
        Value<NativeValue> ttl = ttl(spec, references, there).map(value -> NativeValue.of(value.toSeconds()));
        List<Value<NativeValue>> answers = new ArrayList<>();
        for (int i = 0; i < spec.answers().size(); i++) {
            answers.add(answer(spec, i, references, there));
        }
        return Value.all(Stream.concat(Stream.of(ttl), answers.stream()).toList())
                .map(values -> fields(spec, values));
    }

    private static NativeValue fields(RecordSet spec, List<NativeValue> values) {
        var json = new LinkedHashMap<String, Object>();
        put(json, "ttl", values.get(0));
        if (spec.policy() == RecordSet.Policy.SIMPLE) {
            json.putAll(map(values.get(1)));
        } else {
            json.put(
                    spec.policy().name().toLowerCase(Locale.ROOT),
                    values.subList(1, values.size()).stream()
                            .map(RecordSetTranslation::map)
                            .toList());
        }
        return NativeValue.of(json);
    }

    private static Value<Duration> ttl(RecordSet spec, References references, Optional<Native> there) {
        return switch (spec.ttl().state()) {
            case VALUE -> Value.of(spec.ttl().orElse(Duration.ZERO));
            case UNSET -> there.map(set -> Value.of(ttl(set))).orElse(references.of(spec.zone(), DnsZone.TTL));
            case DEFAULT -> references.of(spec.zone(), DnsZone.TTL);
        };
    }

    private static Value<NativeValue> answer(RecordSet spec, int index, References references, Optional<Native> there) {
        Answer answer = spec.answers().get(index);
        String policy = spec.policy().name().toLowerCase(Locale.ROOT);
        Optional<Native> before = there.map(set -> set.objects(policy))
                .filter(choices -> index < choices.size())
                .map(choices -> choices.get(index));
        var json = new LinkedHashMap<String, Object>();
        if (spec.policy() != RecordSet.Policy.SIMPLE) {
            json.put("id", String.valueOf(index));
        }
        if (spec.policy() == RecordSet.Policy.WEIGHTED) {
            json.put("weight", (long) answer.weight());
        }
        answer.healthCheck()
                .ifPresent(check -> json.put(
                        "healthCheck",
                        PoolTranslation.healthCheck(check, before.flatMap(choice -> choice.object("healthCheck")))));
        if (answer.alias().isEmpty()) {
            json.put("values", answer.values());
            return Value.of(NativeValue.of(json));
        }
        return Outputs.id(references, answer.alias().get()).map(id -> {
            var whole = new LinkedHashMap<String, Object>(json);
            whole.put("alias", Map.of("balancer", id.toString()));
            return NativeValue.of(whole);
        });
    }

    /** The fields of a set as it is. */
    static NativeValue fields(Native set) {
        var json = new LinkedHashMap<String, Object>();
        FIELDS.stream().filter(set::has).forEach(field -> put(json, field, set.value(field)));
        return NativeValue.of(json);
    }

    private static void put(Map<String, Object> json, String field, NativeValue value) {
        Object item = value.json();
        if (item != null) {
            json.put(field, item);
        }
    }

    @SuppressWarnings("unchecked") // made of objects above
    static Map<String, Object> map(NativeValue value) {
        Object json = value.json();
        return json == null ? Map.of() : (Map<String, Object>) json;
    }

    static Duration ttl(Native set) {
        return Duration.ofSeconds(set.number("ttl").orElse(0L));
    }

    /** The balancers that a set answers with. */
    static List<NativeId> balancers(Native set) {
        return Stream.of(Stream.of(set), set.objects("weighted").stream(), set.objects("failover").stream())
                .flatMap(answers -> answers)
                .flatMap(answer -> answer.object("alias").stream())
                .map(alias -> NativeId.of("balancer", alias.text("balancer")))
                .distinct()
                .toList();
    }

    static RecordSet spec(Native set, RecordSetWorld world) {
        RecordSet.Builder spec = RecordSet.of(
                        world.reference(DnsZone.KIND, NativeId.of("zone", set.text("zone"))),
                        DnsName.absolute(set.text("name")))
                .ttl(ttl(set));
        boolean alias = set.mark()
                .map(Mark::key)
                .map(key -> key.name().endsWith("/alias"))
                .orElse(set.has("alias"));
        if (!alias) {
            spec.type(RecordType.of(set.text("type")));
        }
        for (RecordSet.Policy policy : List.of(RecordSet.Policy.WEIGHTED, RecordSet.Policy.FAILOVER)) {
            String field = policy.name().toLowerCase(Locale.ROOT);
            if (set.has(field)) {
                return spec.policy(policy)
                        .answers(set.objects(field).stream()
                                .map(choice -> answer(choice, world))
                                .toList())
                        .build();
            }
        }
        return spec.answer(answer(set, world)).build();
    }

    private static Answer answer(Native choice, RecordSetWorld world) {
        Answer.Builder answer = Answer.builder().values(choice.texts("values"));
        choice.number("weight").ifPresent(weight -> answer.weight(Math.toIntExact(weight)));
        choice.object("healthCheck").ifPresent(check -> answer.healthCheck(LoadBalancerView.healthCheck(check)));
        choice.object("alias")
                .map(alias -> NativeId.of("balancer", alias.text("balancer")))
                .ifPresent(id -> answer.alias(world.reference(LoadBalancer.KIND, id)));
        return answer.build();
    }
}
