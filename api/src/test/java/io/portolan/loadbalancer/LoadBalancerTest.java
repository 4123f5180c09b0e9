package io.portolan.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.model.Field;
import io.portolan.model.Problem;
import io.portolan.model.Secret;
import io.portolan.model.Use;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadBalancerTest {
    private static Listener http(int port, String pool) {
        return Listener.of(port, Listener.Protocol.HTTP)
                .action(Action.toPool(pool))
                .build();
    }

    private static LoadBalancer.Builder web() {
        return LoadBalancer.builder()
                .listener(http(80, "app"))
                .pool(Pool.of("app", 8080).target(Target.of("10.0.0.7")).build());
    }

    private static List<String> messages(LoadBalancer balancer) {
        return balancer.validate().stream().map(Problem::message).toList();
    }

    @Test
    void theSmallestBalancerIsValid() {
        assertThat(web().build().validate()).isEmpty();
    }

    @Test
    void aRouteThatCanNeverMatchIsAnError() {
        Route all = Route.to(Action.toPool("app")).pathPrefix("/").build();
        Route api = Route.to(Action.toPool("app")).pathPrefix("/api").build();
        Listener wrong = Listener.of(80, Listener.Protocol.HTTP)
                .routes(List.of(all, api))
                .build();
        assertThat(web().listeners(List.of(wrong)).build().validate())
                .extracting(Problem::code)
                .containsExactly("P013");
        Listener right = Listener.of(80, Listener.Protocol.HTTP)
                .routes(List.of(api, all))
                .build();
        assertThat(web().listeners(List.of(right)).build().validate()).isEmpty();
    }

    @Test
    void prefixesMatchWholeSegments() {
        Route api = Route.to(Action.toPool("app")).pathPrefix("/api").build();
        Route apix = Route.to(Action.toPool("app")).pathPrefix("/apix").build();
        Route deeper = Route.to(Action.toPool("app")).pathPrefix("/api/v1").build();
        assertThat(api.covers(apix)).isFalse();
        assertThat(api.covers(deeper)).isTrue();
    }

    @Test
    void layersCanNotBeMixed() {
        Listener tcp = Listener.of(90, Listener.Protocol.TCP)
                .action(Action.toPool("app"))
                .build();
        assertThat(messages(web().listener(tcp).build()))
                .singleElement()
                .asString()
                .contains("not both");
    }

    @Test
    void onePortServesTcpAndUdpButNotTcpTwice() {
        Listener tcp = Listener.of(53, Listener.Protocol.TCP)
                .action(Action.toPool("app"))
                .build();
        Listener udp = Listener.of(53, Listener.Protocol.UDP)
                .action(Action.toPool("app"))
                .build();
        assertThat(web().listeners(List.of(tcp, udp)).build().validate()).isEmpty();
        assertThat(messages(web().listeners(List.of(tcp, tcp)).build()))
                .singleElement()
                .asString()
                .contains("53");
    }

    @Test
    void httpsNeedsACertificateAndHttpMustHaveNone() {
        Listener https = Listener.of(443, Listener.Protocol.HTTPS)
                .action(Action.toPool("app"))
                .build();
        assertThat(messages(web().listener(https).build()))
                .singleElement()
                .asString()
                .contains("certificate");
        Listener http = http(81, "app").toBuilder()
                .tls(Tls.of(Certificate.pem("chain", Secret.of("key"))))
                .build();
        assertThat(messages(web().listener(http).build()))
                .singleElement()
                .asString()
                .contains("no TLS");
    }

    @Test
    void unknownAndUnusedPoolsAreNamed() {
        LoadBalancer wrong = web().listener(http(81, "apq"))
                .pool(Pool.of("spare", 1).build())
                .build();
        assertThat(wrong.validate()).extracting(Problem::code).containsExactly("P020", "P014");
    }

    @Test
    void everythingThatCanBeRefusedIsAUse() {
        LoadBalancer balancer = web().idleTimeout(Duration.ofDays(2)).build();
        assertThat(balancer.uses())
                .extracting(Use::feature)
                .contains(LoadBalancerFeatures.HTTP, LoadBalancerFeatures.IDLE, LoadBalancerFeatures.TARGET_ADDRESS);
        assertThat(balancer.uses())
                .filteredOn(u -> u.feature().equals(LoadBalancerFeatures.IDLE))
                .singleElement()
                .satisfies(u -> assertThat(u.path()).hasToString("idleTimeout"));
    }

    @Test
    void aKeyReachesNoText() {
        LoadBalancer balancer = web().listener(Listener.of(443, Listener.Protocol.HTTPS)
                        .action(Action.toPool("app"))
                        .tls(Tls.of(Certificate.pem("chain", Secret.of("very secret"))))
                        .build())
                .idleTimeout(Field.useDefault())
                .build();
        assertThat(balancer.toString()).doesNotContain("very secret").contains("***");
        assertThat(balancer.toBuilder().build()).isEqualTo(balancer).hasSameHashCodeAs(balancer);
    }
}
