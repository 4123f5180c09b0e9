package io.portolan.testkit.memory;

import io.portolan.dns.Answer;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.References;
import java.util.Optional;
import java.util.Set;

/** The identities of record sets: zone, name and type. */
final class RecordClaims {
    private final Temper temper;

    RecordClaims(Temper temper) {
        this.temper = temper;
    }

    Set<Claim> of(RecordSet spec, References references) {
        String zone = references
                .of(spec.zone(), DnsZone.ID)
                .now()
                .map(id -> id.value())
                .orElseGet(() -> spec.zone().toString());
        return Set.of(of(zone, new RecordName(spec.name(), type(spec, references))));
    }

    Claim of(String zone, RecordName name) {
        return Claim.of("rrset", zone, name.name().toString(), name.type().toString());
    }

    /** The type that an alias has, as far as its form is known. */
    RecordType type(RecordSet spec, References references) {
        return spec.type()
                .orElseGet(() -> form(spec, references)
                        .filter(form -> form == BalancerAddress.Form.HOST_NAME && !hasAlias())
                        .map(form -> RecordType.CNAME)
                        .orElse(RecordType.A));
    }

    /** Whether a host name can be answered with as if it were an address. */
    boolean hasAlias() {
        return temper == Temper.TOKENS || temper == Temper.DOCUMENTS;
    }

    /** The form of the first load balancer's address; empty where there is none or it is not known. */
    static Optional<BalancerAddress.Form> form(RecordSet spec, References references) {
        for (Answer answer : spec.answers()) {
            Optional<Ref<LoadBalancer>> alias = answer.alias();
            if (alias.isPresent()) {
                return references.of(alias.get(), LoadBalancer.ADDRESS_FORM).now();
            }
        }
        return Optional.empty();
    }
}
