package io.portolan.aws.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.aws.account.AliasTarget;
import io.portolan.dns.Answer;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.HealthCheck;
import io.portolan.model.IpAddress;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.ResourceRecordSetFailover;

class RecordTranslationTest {
    private static final Ref<LoadBalancer> WEB = Ref.to(LoadBalancer.KIND, "web");
    private static final Ref<DnsZone> ZONE = Ref.to(DnsZone.KIND, "shop");
    private static final Mark MARK = Mark.of("shop", Key.parse("RecordSet/x"));
    private static final AliasTarget TARGET = AliasTarget.of("Z215JYRZR1TBD5", "Web-1.elb.eu-central-1.amazonaws.com");

    /** Outputs of one balancer and one zone. */
    private static final class Known implements References {
        private final Map<String, Object> values = new HashMap<>();

        Known() {
            with(DnsZone.ID, NativeId.of("zone", "Z1")).with(DnsZone.TTL, Duration.ofMinutes(5));
        }

        <T> Known with(Output<T> output, T value) {
            values.put(output.toString(), value);
            return this;
        }

        @Override
        public <T> Value<T> of(Ref<?> ref, Output<T> output) {
            Object value = values.get(output.toString());
            return value == null
                    ? Value.later(ref.key().orElseThrow(), output)
                    : Value.of(output.type().cast(value));
        }
    }

    private static RecordSet.Builder www() {
        return RecordSet.of(ZONE, "www.shop.example.");
    }

    private static List<ResourceRecordSet> sets(RecordSet spec, RecordType type, References references) {
        return RecordTranslation.content(spec, type, references, Map.of(), Optional.empty(), MARK)
                .now()
                .orElseThrow()
                .sets();
    }

    @Test
    void anAliasOfABalancerOfAwsIsAnAliasWithoutATtl() {
        References references = new Known()
                .with(LoadBalancer.ADDRESS_FORM, BalancerAddress.Form.HOST_NAME)
                .with(AliasTarget.FAMILIES, AliasTarget.Families.DUAL_STACK)
                .with(AliasTarget.OUTPUT, TARGET);
        RecordSet spec = www().alias(WEB).build();
        assertThat(RecordTranslation.types(spec, references)).containsExactly(RecordType.A, RecordType.AAAA);
        assertThat(sets(spec, RecordType.A, references)).singleElement().satisfies(set -> {
            assertThat(set.ttl()).isNull();
            assertThat(set.aliasTarget().hostedZoneId()).isEqualTo("Z215JYRZR1TBD5");
            assertThat(set.aliasTarget().dnsName()).isEqualTo("web-1.elb.eu-central-1.amazonaws.com.");
            assertThat(set.aliasTarget().evaluateTargetHealth()).isFalse();
        });
    }

    @Test
    void anAliasOfABalancerThatIsToBeMadeHasItsTypeAlready() {
        References references = new Known().with(LoadBalancer.ADDRESS_FORM, BalancerAddress.Form.HOST_NAME);
        RecordSet spec = www().alias(WEB).build();
        assertThat(RecordTranslation.types(spec, references)).containsExactly(RecordType.A);
        Value<SetContent> content =
                RecordTranslation.content(spec, RecordType.A, references, Map.of(), Optional.empty(), MARK);
        assertThat(content.now()).isEmpty();
        assertThat(content.slots()).hasSize(1);
    }

    @Test
    void anAliasOfPlainAddressesHasTheirRecords() {
        References references = new Known()
                .with(LoadBalancer.ADDRESS_FORM, BalancerAddress.Form.IPS)
                .with(
                        LoadBalancer.ADDRESS,
                        BalancerAddress.ips(List.of(IpAddress.parse("192.0.2.1"), IpAddress.parse("2001:db8::1"))));
        RecordSet spec = www().alias(WEB).ttl(Duration.ofSeconds(30)).build();
        assertThat(RecordTranslation.types(spec, references)).containsExactly(RecordType.A, RecordType.AAAA);
        assertThat(sets(spec, RecordType.AAAA, references)).singleElement().satisfies(set -> {
            assertThat(set.ttl()).isEqualTo(30);
            assertThat(set.resourceRecords()).extracting(r -> r.value()).containsExactly("2001:db8::1");
        });
    }

    @Test
    void aFailoverOfABalancerAndAnAddressIsPrimaryAndSecondary() {
        References references = new Known()
                .with(LoadBalancer.ADDRESS_FORM, BalancerAddress.Form.HOST_NAME)
                .with(AliasTarget.OUTPUT, TARGET);
        HealthCheck check =
                HealthCheck.of(HealthCheck.Protocol.HTTPS).path("/healthz").build();
        RecordSet spec = www().type(RecordType.A)
                .ttl(Duration.ofSeconds(60))
                .policy(RecordSet.Policy.FAILOVER)
                .answers(
                        List.of(Answer.alias(WEB).toBuilder().healthCheck(check).build(), Answer.of("198.51.100.7")))
                .build();
        List<ResourceRecordSet> sets = sets(spec, RecordType.A, references);
        assertThat(sets)
                .extracting(ResourceRecordSet::failover)
                .containsExactly(ResourceRecordSetFailover.PRIMARY, ResourceRecordSetFailover.SECONDARY);
        assertThat(sets.get(0).aliasTarget().evaluateTargetHealth()).isTrue();
        assertThat(sets).extracting(ResourceRecordSet::ttl).containsExactly(null, 60L);
        HealthCheckConfig config = HealthChecks.config(check, spec.answers().get(0), references)
                .now()
                .orElseThrow();
        assertThat(config.fullyQualifiedDomainName()).isEqualTo("web-1.elb.eu-central-1.amazonaws.com");
        assertThat(config.port()).isEqualTo(443);
        assertThat(config.requestInterval()).isEqualTo(10);
        assertThat(config.failureThreshold()).isEqualTo(3);
    }

    @Test
    void whatRoute53CanNotHoldIsSaidBeforeTheFirstCall() {
        HealthCheck check = HealthCheck.tcp()
                .interval(Duration.ofSeconds(20))
                .timeout(Duration.ofSeconds(2))
                .build();
        RecordSet spec = www().type(RecordType.A)
                .policy(RecordSet.Policy.FAILOVER)
                .answers(List.of(
                        Answer.builder()
                                .values(List.of("192.0.2.1", "192.0.2.2"))
                                .healthCheck(check)
                                .build(),
                        Answer.of("192.0.2.3"),
                        Answer.of("192.0.2.4")))
                .build();
        assertThat(new RecordSetDriver(TestWorlds.account()).check(spec))
                .extracting(problem -> problem.message())
                .containsExactlyInAnyOrder(
                        "Route 53 has a primary and a secondary answer",
                        "a check of Route 53 looks at one address or name",
                        "a TCP check of an answer needs its port",
                        "Route 53 checks every 10s or 30s",
                        "Route 53 has a timeout of its own");
    }

    @Test
    void placesAreContinentsCountriesAndTheDefault() {
        for (String place : List.of("default", "EU", "DE", "NA")) {
            assertThat(Location.word(Location.of(place))).isEqualTo(place);
        }
        assertThat(Location.of("EU").continentCode()).isEqualTo("EU");
        assertThat(Location.of("DE").countryCode()).isEqualTo("DE");
        assertThat(Location.isPlace("Europe")).isFalse();
    }
}
