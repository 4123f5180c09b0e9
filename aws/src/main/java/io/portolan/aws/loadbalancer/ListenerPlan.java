package io.portolan.aws.loadbalancer;

import io.portolan.Impact;
import io.portolan.aws.account.Service;
import io.portolan.loadbalancer.Tls;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveListenerCertificatesRequest;

/** One listener of a balancer: known by its port, everything else is changed in place. */
final class ListenerPlan {
    /** What a TCP listener has where nobody has set it. */
    static final String STANDARD_IDLE = "350";

    private final Draft draft;
    private final ListenerWants.Door door;
    private final Optional<Front> there;
    private final Function<String, Value<String>> groups;
    private final CertificatePlan certificates;

    ListenerPlan(
            Draft draft,
            ListenerWants.Door door,
            Optional<Front> there,
            Function<String, Value<String>> groups,
            CertificatePlan certificates) {
        this.draft = draft;
        this.door = door;
        this.there = there;
        this.groups = groups;
        this.certificates = certificates;
    }

    private Service<ElasticLoadBalancingV2Client> balancing() {
        return draft.balancing();
    }

    private Value<String> arn() {
        return there.map(f -> Value.of(f.arn())).orElseGet(() -> Value.later(draft.key(), Parts.listener(door.port())));
    }

    private Step step(String operation) {
        Step step = balancing()
                .step(operation, door.protocol() + " " + door.port(), draft.key())
                .with("ListenerArn", arn());
        there.ifPresent(f -> step.on(NativeId.of("listener", f.arn())));
        return step;
    }

    Steps make() {
        RulePlan rules = new RulePlan(draft, door.spec().routes(), arn(), there, groups);
        return Steps.sequence(
                there.isEmpty() ? create() : modify(there.get()), idle(), addCertificates(), rules.make());
    }

    /** What goes: rules and certificates that are not wanted any more. */
    Steps retire() {
        RulePlan rules = new RulePlan(draft, door.spec().routes(), arn(), there, groups);
        return Steps.sequence(rules.retire(), removeCertificates());
    }

    private Value<List<Action>> actions() {
        Optional<Action> before =
                there.flatMap(f -> f.listener().defaultActions().stream().findFirst());
        return Actions.of(door.spec().action(), before, groups);
    }

    private Optional<Value<List<Certificate>>> defaultCertificate() {
        return door.spec()
                .tls()
                .map(tls -> certificates
                        .arn(tls.certificates().get(0))
                        .map(arn -> List.of(
                                Certificate.builder().certificateArn(arn).build())));
    }

    private Steps create() {
        Step step = balancing()
                .step("CreateListener", door.protocol() + " " + door.port(), draft.key())
                .with("LoadBalancerArn", draft.arn())
                .with("Protocol", door.protocol().toString())
                .with("Port", door.port())
                .with("DefaultActions", actions())
                .fills(draft.key(), Parts.listener(door.port()));
        draft.current.ifPresent(t -> step.on(t.nativeId()));
        door.spec().tls().ifPresent(tls -> step.with("SslPolicy", TlsPolicy.of(tls, Optional.empty())));
        defaultCertificate().ifPresent(c -> step.with("Certificates", c));
        return step.call(run -> {
            String arn = balancing()
                    .write(step, run, CreateListenerRequest.builder(), ElasticLoadBalancingV2Client::createListener)
                    .listeners()
                    .get(0)
                    .listenerArn();
            run.fill(draft.key(), Parts.listener(door.port()), arn);
            return arn;
        });
    }

    private Steps modify(Front front) {
        Step step = step("ModifyListener");
        int plain = step.arguments().size();
        String at = "listeners." + door.port();
        Value<List<Action>> actions = actions();
        List<Action> now = Actions.normal(front.listener().defaultActions());
        if (actions.now().map(Actions::normal).filter(now::equals).isEmpty()) {
            draft.differs(at + ".action", now, actions);
            step.with("DefaultActions", actions);
        }
        boolean protocol = front.listener().protocol() != door.protocol();
        if (protocol) {
            draft.differs(at + ".protocol", front.listener().protocol(), door.protocol());
            step.with("Protocol", door.protocol().toString());
        }
        Optional<Tls> tls = door.spec().tls();
        if (tls.isPresent()) {
            String policy =
                    TlsPolicy.of(tls.get(), Optional.ofNullable(front.listener().sslPolicy()));
            if (!policy.equals(front.listener().sslPolicy())) {
                draft.differs(
                        at + ".tls.minVersion", String.valueOf(front.listener().sslPolicy()), policy);
                step.with("SslPolicy", policy);
            }
            Value<List<Certificate>> first = defaultCertificate().orElseThrow();
            List<String> has = front.certificates().isEmpty()
                    ? List.of()
                    : front.certificates().subList(0, 1);
            boolean same = first.now()
                    .map(c -> c.stream().map(Certificate::certificateArn).toList())
                    .filter(has::equals)
                    .isPresent();
            if (!same) {
                draft.differs(at + ".tls.certificates", has, first);
                step.with("Certificates", first);
            }
        }
        if (step.arguments().size() == plain) {
            return Steps.none();
        }
        if (protocol) {
            step.impact(Impact.CUTS_CONNECTIONS);
        }
        return step.call(run -> balancing()
                .write(step, run, ModifyListenerRequest.builder(), ElasticLoadBalancingV2Client::modifyListener));
    }

    /** How long a TCP connection may be silent. An NLB holds it by listener; for UDP and TLS it is fixed. */
    private Steps idle() {
        if (door.protocol() != ProtocolEnum.TCP) {
            return Steps.none();
        }
        boolean fresh =
                there.filter(f -> f.listener().protocol() == ProtocolEnum.TCP).isEmpty();
        String has = fresh ? STANDARD_IDLE : there.get().attributes().getOrDefault(Front.IDLE, STANDARD_IDLE);
        Optional<Duration> before = fresh ? balancerIdle() : Optional.of(Duration.ofSeconds(Long.parseLong(has)));
        Duration wanted =
                draft.spec.idleTimeout().resolve(before, io.portolan.loadbalancer.LoadBalancer.DEFAULT_IDLE_TIMEOUT);
        String value = String.valueOf(wanted.toSeconds());
        if (value.equals(has)) {
            return Steps.none();
        }
        if (!fresh) {
            draft.differs("idleTimeout", has + "s", value + "s");
        }
        Step step = step("ModifyListenerAttributes")
                .with(
                        "Attributes",
                        List.of(ListenerAttribute.builder()
                                .key(Front.IDLE)
                                .value(value)
                                .build()));
        return step.call(run -> balancing()
                .write(
                        step,
                        run,
                        ModifyListenerAttributesRequest.builder(),
                        ElasticLoadBalancingV2Client::modifyListenerAttributes));
    }

    /** What the other listeners of the balancer have. */
    private Optional<Duration> balancerIdle() {
        return draft.current.map(Draft::balancer).flatMap(BalancerView::idle);
    }

    /** The certificates beside the default one, chosen by server name. */
    private List<Value<String>> further() {
        return door.spec().tls().stream()
                .flatMap(tls -> tls.certificates().stream().skip(1))
                .map(certificates::arn)
                .toList();
    }

    private List<String> has() {
        return there.map(Front::certificates).orElse(List.of());
    }

    private Steps addCertificates() {
        List<Value<String>> missing = further().stream()
                .filter(v -> v.now().filter(has()::contains).isEmpty())
                .toList();
        List<Steps> steps = new ArrayList<>();
        for (Value<String> arn : missing) {
            Step step = step("AddListenerCertificates").with("Certificates", arn.map(ListenerPlan::certificates));
            steps.add(step.call(run -> balancing()
                    .write(
                            step,
                            run,
                            AddListenerCertificatesRequest.builder(),
                            ElasticLoadBalancingV2Client::addListenerCertificates)));
        }
        return Steps.parallel(steps);
    }

    private static List<Certificate> certificates(String arn) {
        return List.of(Certificate.builder().certificateArn(arn).build());
    }

    /** What stands beside the default certificate and is not wanted; a default one that was replaced is none of the listener's any more. */
    private Steps removeCertificates() {
        List<Steps> steps = new ArrayList<>();
        List<String> beside = has().stream().skip(1).toList();
        for (String arn : beside) {
            if (further().stream().noneMatch(v -> v.now().filter(arn::equals).isPresent())) {
                Step step = step("RemoveListenerCertificates").with("Certificates", certificates(arn));
                steps.add(step.call(run -> balancing()
                        .write(
                                step,
                                run,
                                RemoveListenerCertificatesRequest.builder(),
                                ElasticLoadBalancingV2Client::removeListenerCertificates)));
            }
        }
        return Steps.parallel(steps);
    }

    static Steps delete(Draft draft, Front front) {
        Step step = draft.balancing()
                .delete("DeleteListener", NativeId.of("listener", front.arn()), draft.key())
                .impact(Impact.CUTS_CONNECTIONS);
        return step.call(run -> draft.balancing()
                .write(
                        step,
                        run,
                        DeleteListenerRequest.builder().listenerArn(run.get("id", String.class)),
                        ElasticLoadBalancingV2Client::deleteListener));
    }
}
