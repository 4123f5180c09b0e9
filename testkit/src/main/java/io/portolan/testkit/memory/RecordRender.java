package io.portolan.testkit.memory;

import io.portolan.dns.Answer;
import io.portolan.dns.DnsName;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.IpAddress;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a wanted record set as native ones: one, or one for each family of an alias. */
final class RecordRender {
    /** A native record set as it is wanted, without labels; known now or later. */
    record Wanted(RecordName name, Value<Rrset> set) {}

    private final RecordClaims claims;

    private final Flaws flaws;

    RecordRender(RecordClaims claims, Flaws flaws) {
        this.claims = claims;
        this.flaws = flaws;
    }

    List<Wanted> render(RecordSet wanted, Duration ttl, References references) {
        RecordSet spec = flaws.has(Broken.SUPPORT_LIES) && wanted.policy() != RecordSet.Policy.SIMPLE
                ? wanted.toBuilder()
                        .policy(RecordSet.Policy.SIMPLE)
                        .answers(wanted.answers().subList(0, 1))
                        .build()
                : wanted;
        boolean alias = false;
        for (Answer answer : spec.answers()) {
            alias |= answer.alias().isPresent();
        }
        RecordType type = claims.type(spec, references);
        if (!alias) {
            RecordName name = new RecordName(spec.name(), type);
            List<Rrset.Data> answers = new ArrayList<>(spec.answers().size());
            for (Answer answer : spec.answers()) {
                answers.add(data(answer, answer.values(), Optional.empty()));
            }
            return List.of(new Wanted(name, Value.of(Rrset.of(name, ttl, spec.policy(), answers))));
        }
        List<Wanted> sets = new ArrayList<>(2);
        sets.add(alias(spec, type, ttl, references));
        if (type.equals(RecordType.A) && spec.type().isEmpty() && hasV6(spec, references)) {
            sets.add(alias(spec, RecordType.AAAA, ttl, references));
        }
        return sets;
    }

    private static boolean hasV6(RecordSet spec, References references) {
        for (Answer answer : spec.answers()) {
            Optional<BalancerAddress> address = answer.alias()
                    .flatMap(ref -> references.of(ref, LoadBalancer.ADDRESS).now());
            if (address.isPresent() && address.get().ips().stream().anyMatch(ip -> !ip.isV4())) {
                return true;
            }
        }
        return false;
    }

    private Wanted alias(RecordSet spec, RecordType type, Duration ttl, References references) {
        RecordName name = new RecordName(spec.name(), type);
        List<Value<Rrset.Data>> answers = new ArrayList<>();
        for (Answer answer : spec.answers()) {
            Optional<Ref<LoadBalancer>> ref = answer.alias();
            answers.add(
                    ref.isEmpty()
                            ? Value.of(data(answer, answer.values(), Optional.empty()))
                            : both(
                                            references.of(ref.get(), LoadBalancer.ADDRESS),
                                            references.of(ref.get(), LoadBalancer.ID))
                                    .map(both -> data(
                                            answer, values((BalancerAddress) both.get(0), type), Optional.of((NativeId)
                                                    both.get(1)))));
        }
        return new Wanted(name, Value.all(answers).map(all -> Rrset.of(name, ttl, spec.policy(), all)));
    }

    private static Value<List<Object>> both(Value<?> one, Value<?> other) {
        return Value.all(List.of(one.map(x -> (Object) x), other.map(x -> (Object) x)));
    }

    private static List<String> values(BalancerAddress address, RecordType type) {
        if (address.form() == BalancerAddress.Form.HOST_NAME) {
            return List.of(DnsName.parse(address.hostName().orElse("")).toString());
        }
        return address.ips().stream()
                .filter(ip -> ip.isV4() == type.equals(RecordType.A))
                .map(IpAddress::toString)
                .toList();
    }

    private static Rrset.Data data(Answer answer, List<String> values, Optional<NativeId> target) {
        return new Rrset.Data(
                values,
                answer.weight(),
                target.orElse(null),
                answer.healthCheck().orElse(null),
                answer.location().orElse(null));
    }
}
