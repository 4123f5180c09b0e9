package io.portolan.aws.loadbalancer;

import io.portolan.aws.account.Service;
import io.portolan.loadbalancer.Route;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesRequest;

/**
 * The rules of a listener: the first route has priority 1, and so on. Known by what they match. A rule that goes is first moved behind all others, so that no
 * request is without an answer on the way.
 */
final class RulePlan {
    private static final int LAST = 50_000;

    private final Draft draft;
    private final List<Route> routes;
    private final Value<String> listener;
    private final List<Rule> there;
    private final Function<String, Value<String>> groups;
    private final Map<Integer, Rule> matched = new LinkedHashMap<>();

    RulePlan(
            Draft draft,
            List<Route> routes,
            Value<String> listener,
            Optional<Front> front,
            Function<String, Value<String>> groups) {
        this.draft = draft;
        this.routes = routes;
        this.listener = listener;
        this.there = front.map(Front::rules).orElse(List.of());
        this.groups = groups;
        List<Rule> free = new ArrayList<>(there);
        for (int i = 0; i < routes.size(); i++) {
            Map<String, Set<String>> wanted = Conditions.normal(Conditions.of(routes.get(i)));
            Optional<Rule> rule = free.stream()
                    .filter(r -> Conditions.normal(r.conditions()).equals(wanted))
                    .findFirst();
            if (rule.isPresent()) {
                matched.put(i, rule.get());
                free.remove(rule.get());
            }
        }
    }

    private Service<ElasticLoadBalancingV2Client> balancing() {
        return draft.balancing();
    }

    private List<Rule> stale() {
        return there.stream().filter(r -> !matched.containsValue(r)).toList();
    }

    Steps make() {
        List<Steps> steps = new ArrayList<>();
        steps.add(priorities());
        List<Steps> each = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            Rule rule = matched.get(i);
            each.add(rule == null ? create(i) : modify(i, rule));
        }
        steps.add(Steps.parallel(each));
        return Steps.sequence(steps);
    }

    /** Moves rules that stand elsewhere, all in one call, which AWS makes as one. */
    private Steps priorities() {
        List<RulePriorityPair> moves = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        there.forEach(r -> taken.add(priority(r)));
        matched.forEach((i, rule) -> {
            if (priority(rule) != i + 1) {
                moves.add(move(rule, i + 1));
            }
        });
        int last = LAST;
        for (Rule rule : stale()) {
            if (priority(rule) <= routes.size()) {
                while (taken.contains(last)) {
                    last--;
                }
                moves.add(move(rule, last--));
            }
        }
        if (moves.isEmpty()) {
            return Steps.none();
        }
        Step step = balancing()
                .step("SetRulePriorities", draft.key().name(), draft.key())
                .with("RulePriorities", moves);
        return step.call(run -> balancing()
                .write(step, run, SetRulePrioritiesRequest.builder(), ElasticLoadBalancingV2Client::setRulePriorities));
    }

    private static int priority(Rule rule) {
        return Integer.parseInt(rule.priority());
    }

    private static RulePriorityPair move(Rule rule, int priority) {
        return RulePriorityPair.builder()
                .ruleArn(rule.ruleArn())
                .priority(priority)
                .build();
    }

    private Steps create(int i) {
        Route route = routes.get(i);
        List<RuleCondition> conditions = Conditions.of(route);
        Step step = balancing()
                .step("CreateRule", name(route), draft.key())
                .with("ListenerArn", listener)
                .with("Priority", i + 1)
                .with("Conditions", conditions)
                .with("Actions", Actions.of(Optional.of(route.action()), Optional.empty(), groups))
                .repeat(Repeat.PRECONDITION);
        return step.call(run ->
                balancing().write(step, run, CreateRuleRequest.builder(), ElasticLoadBalancingV2Client::createRule));
    }

    private static String name(Route route) {
        return (String.join(", ", route.hosts()) + " " + route.pathPrefix().orElse("")).strip();
    }

    private Steps modify(int i, Rule rule) {
        Route route = routes.get(i);
        Value<List<Action>> actions =
                Actions.of(Optional.of(route.action()), rule.actions().stream().findFirst(), groups);
        List<Action> now = Actions.normal(rule.actions());
        if (actions.now().map(Actions::normal).filter(now::equals).isPresent()) {
            return Steps.none();
        }
        Step step = balancing()
                .step("ModifyRule", name(route), draft.key())
                .on(NativeId.of("rule", rule.ruleArn()))
                .with("RuleArn", rule.ruleArn())
                .with("Actions", actions);
        return step.call(run ->
                balancing().write(step, run, ModifyRuleRequest.builder(), ElasticLoadBalancingV2Client::modifyRule));
    }

    Steps retire() {
        return Steps.each(stale(), rule -> {
            Step step = balancing().delete("DeleteRule", NativeId.of("rule", rule.ruleArn()), draft.key());
            return step.call(run -> balancing()
                    .write(
                            step,
                            run,
                            DeleteRuleRequest.builder().ruleArn(run.get("id", String.class)),
                            ElasticLoadBalancingV2Client::deleteRule));
        });
    }
}
