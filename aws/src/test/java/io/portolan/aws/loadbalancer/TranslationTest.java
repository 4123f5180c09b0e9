package io.portolan.aws.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.Listener.Protocol;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.loadbalancer.Redirect;
import io.portolan.loadbalancer.Route;
import io.portolan.loadbalancer.Tls;
import io.portolan.loadbalancer.WeightedPool;
import io.portolan.model.Field;
import io.portolan.model.HealthCheck;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Portable words to AWS's and back. */
class TranslationTest {
    private static List<Action> there(io.portolan.loadbalancer.Action action) {
        return Actions.of(Optional.of(action), Optional.empty(), pool -> Value.of("arn:" + pool))
                .now()
                .orElseThrow();
    }

    private static Optional<io.portolan.loadbalancer.Action> back(List<Action> actions) {
        return Actions.view(actions, arn -> arn.substring("arn:".length()));
    }

    @Test
    void actionsComeBackAsTheyWere() {
        for (io.portolan.loadbalancer.Action action : List.of(
                io.portolan.loadbalancer.Action.toPool("web"),
                io.portolan.loadbalancer.Action.weighted(List.of(WeightedPool.of("b", 9), WeightedPool.of("a", 1))),
                io.portolan.loadbalancer.Action.redirect(
                        Redirect.https().toBuilder().status(301).build()),
                io.portolan.loadbalancer.Action.redirect(Redirect.builder()
                        .host("other.example")
                        .port(8443)
                        .path("/new")
                        .status(302)
                        .build()))) {
            assertThat(back(there(action))).contains(action);
        }
        assertThat(back(Actions.of(Optional.empty(), Optional.empty(), Value::of)
                        .now()
                        .orElseThrow()))
                .as("what answers 404")
                .isEmpty();
    }

    @Test
    void aRedirectToAnotherSchemeNamesItsPort() {
        Action redirect = there(io.portolan.loadbalancer.Action.redirect(Redirect.https()))
                .get(0);
        assertThat(redirect.redirectConfig().port()).isEqualTo("443");
        assertThat(redirect.redirectConfig().query()).isEqualTo("#{query}");
    }

    /** AWS gives both forms back (API reference, Action: if you specify both, one target group only). */
    @Test
    void whatAwsFillsInMakesNoDifference() {
        Action sent = there(io.portolan.loadbalancer.Action.toPool("web")).get(0);
        Action got = Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .targetGroupArn("arn:web")
                .order(1)
                .forwardConfig(f -> f.targetGroups(TargetGroupTuple.builder()
                                .targetGroupArn("arn:web")
                                .weight(1)
                                .build())
                        .targetGroupStickinessConfig(s -> s.enabled(false)))
                .build();
        assertThat(Actions.normal(List.of(got))).isEqualTo(Actions.normal(List.of(sent)));
        Action other = there(io.portolan.loadbalancer.Action.toPool("other")).get(0);
        assertThat(Actions.normal(List.of(got))).isNotEqualTo(Actions.normal(List.of(other)));
    }

    @Test
    void aPathPrefixIsThePathAndAllBelowIt() {
        Route route = Route.to(io.portolan.loadbalancer.Action.toPool("web"))
                .host("api.example")
                .pathPrefix("/api")
                .build();
        List<RuleCondition> conditions = Conditions.of(route);
        assertThat(Conditions.normal(conditions))
                .hasToString("{host-header=[api.example], path-pattern=[/api, /api/*]}");
        assertThat(Conditions.view(conditions, route.action())).isEqualTo(route);
        Route root = Route.to(io.portolan.loadbalancer.Action.toPool("web"))
                .pathPrefix("/")
                .build();
        assertThat(Conditions.view(Conditions.of(root), root.action())).isEqualTo(root);
    }

    @Test
    void aListenerOfBothTransportsIsOne() {
        LoadBalancer spec = LoadBalancer.builder()
                .listener(listener(53, Protocol.UDP))
                .listener(listener(53, Protocol.TCP))
                .listener(listener(443, Protocol.TCP))
                .pool(Pool.of("dns", 53).build())
                .build();
        assertThat(ListenerWants.doors(spec).stream()
                        .map(d -> d.protocol() + " " + d.port())
                        .toList())
                .containsExactly("TCP_UDP 53", "TCP 443");
        assertThat(ListenerWants.use(spec, "dns").protocol()).isEqualTo(ProtocolEnum.TCP_UDP);
    }

    @Test
    void aRouteThatMatchesEverythingIsTheListenersOwnAction() {
        var rest = io.portolan.loadbalancer.Action.toPool("web");
        Route api = Route.to(io.portolan.loadbalancer.Action.toPool("api"))
                .pathPrefix("/api")
                .build();
        LoadBalancer spec = LoadBalancer.builder()
                .listener(Listener.of(80, Protocol.HTTP)
                        .route(api)
                        .route(Route.to(rest).build())
                        .build())
                .pool(Pool.of("web", 80).build())
                .pool(Pool.of("api", 80).build())
                .build();
        Listener door = ListenerWants.doors(spec).get(0).spec();
        assertThat(door.routes()).containsExactly(api);
        assertThat(door.action()).contains(rest);
    }

    private static Listener listener(int port, Protocol protocol) {
        return Listener.of(port, protocol)
                .action(io.portolan.loadbalancer.Action.toPool("dns"))
                .build();
    }

    @Test
    void aPoolWithoutACheckIsLookedAtByConnectionOrByAnythingBelow500() {
        Pool pool = Pool.of("web", 80).build();
        GroupCheck nlb = GroupCheck.of(pool, false, Optional.empty());
        GroupCheck alb = GroupCheck.of(pool, true, Optional.empty());
        assertThat(nlb.protocol()).isEqualTo(ProtocolEnum.TCP);
        assertThat(alb.matcher()).isEqualTo("200-499");
        assertThat(alb.view()).as("in portable words").isEmpty();
    }

    @Test
    void whatIsNotSaidOfACheckStays() {
        Pool before = Pool.of("web", 80)
                .healthCheck(
                        HealthCheck.http("/a").interval(Duration.ofSeconds(20)).build())
                .build();
        Pool after =
                Pool.of("web", 80).healthCheck(HealthCheck.http("/b").build()).build();
        GroupCheck there = GroupCheck.of(before, true, Optional.empty());
        GroupCheck wanted = GroupCheck.of(after, true, Optional.of(there));
        assertThat(wanted.interval()).isEqualTo(20);
        assertThat(wanted.path()).isEqualTo("/b");
        Pool standard = Pool.of("web", 80)
                .healthCheck(HealthCheck.http("/b").interval(Field.useDefault()).build())
                .build();
        assertThat(GroupCheck.of(standard, true, Optional.of(there)).interval()).isEqualTo(10);
    }

    @Test
    void aPolicyThatSpeaksTheWantedVersionStays() {
        Tls tls = Tls.builder().build();
        assertThat(TlsPolicy.of(tls, Optional.of("ELBSecurityPolicy-TLS13-1-2-Res-2021-06")))
                .isEqualTo("ELBSecurityPolicy-TLS13-1-2-Res-2021-06");
        assertThat(TlsPolicy.of(tls, Optional.of("ELBSecurityPolicy-2016-08")))
                .as("it speaks TLS 1.0")
                .isEqualTo("ELBSecurityPolicy-TLS13-1-2-2021-06");
        Tls newest = tls.toBuilder().minVersion(Tls.Version.V1_3).build();
        assertThat(TlsPolicy.of(newest, Optional.of("ELBSecurityPolicy-TLS13-1-2-2021-06")))
                .isEqualTo("ELBSecurityPolicy-TLS13-1-3-2021-06");
    }

    @Test
    void aChainIsTakenApartAndKnownAgain() {
        String leaf = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        String issuer = "-----BEGIN CERTIFICATE-----\nBBBB\n-----END CERTIFICATE-----\n";
        String root = "-----BEGIN CERTIFICATE-----\nCCCC\n-----END CERTIFICATE-----\n";
        assertThat(StoredCertificate.leaf(leaf + issuer)).isEqualTo(leaf);
        assertThat(StoredCertificate.others(leaf + issuer)).isEqualTo(issuer);
        assertThat(StoredCertificate.others(leaf)).isEmpty();
        String tag = StoredCertificate.tag(leaf + issuer);
        StoredCertificate read = new StoredCertificate("arn", leaf + issuer + root);
        assertThat(read.asImported(tag).chain()).isEqualTo(leaf + issuer);
        assertThat(read.asImported(null).chain()).isEqualTo(leaf + issuer + root);
    }
}
