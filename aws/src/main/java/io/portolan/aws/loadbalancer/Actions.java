package io.portolan.aws.loadbalancer;

import io.portolan.loadbalancer.Redirect;
import io.portolan.loadbalancer.WeightedPool;
import io.portolan.model.Field;
import io.portolan.spi.driver.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionStatusCodeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Actions, between portable ones and AWS's. */
final class Actions {
    private static final String SAME_HOST = "#{host}";
    private static final String SAME_PATH = "/#{path}";
    private static final String SAME_PORT = "#{port}";
    private static final String SAME_PROTOCOL = "#{protocol}";
    private static final String SAME_QUERY = "#{query}";

    private Actions() {}

    /**
     * A portable action as AWS takes it.
     *
     * @param action empty: what no route matches is answered 404
     * @param there what is there in its place; gives a status that is not said
     */
    static Value<List<Action>> of(
            Optional<io.portolan.loadbalancer.Action> action,
            Optional<Action> there,
            Function<String, Value<String>> groups) {
        if (action.isEmpty()) {
            return Value.of(List.of(Action.builder()
                    .type(ActionTypeEnum.FIXED_RESPONSE)
                    .fixedResponseConfig(f -> f.statusCode("404"))
                    .build()));
        }
        if (action.get().redirect().isPresent()) {
            return Value.of(List.of(redirect(action.get().redirect().get(), there)));
        }
        List<WeightedPool> pools = action.get().pools();
        List<Value<String>> arns =
                pools.stream().map(p -> groups.apply(p.pool())).toList();
        return Value.all(arns).map(known -> {
            List<TargetGroupTuple> tuples = new ArrayList<>();
            for (int i = 0; i < known.size(); i++) {
                int weight = known.size() == 1 ? 1 : pools.get(i).weight();
                tuples.add(TargetGroupTuple.builder()
                        .targetGroupArn(known.get(i))
                        .weight(weight)
                        .build());
            }
            return List.of(Action.builder()
                    .type(ActionTypeEnum.FORWARD)
                    .forwardConfig(f -> f.targetGroups(tuples))
                    .build());
        });
    }

    private static Action redirect(Redirect redirect, Optional<Action> there) {
        Optional<Integer> before = there.map(Action::redirectConfig)
                .map(RedirectActionConfig::statusCode)
                .map(code -> code == RedirectActionStatusCodeEnum.HTTP_302 ? 302 : 301);
        int status = redirect.status().resolve(before, 301);
        String port = redirect.port()
                .map(String::valueOf)
                .orElseGet(() -> redirect.scheme().map(Actions::standardPort).orElse(SAME_PORT));
        return Action.builder()
                .type(ActionTypeEnum.REDIRECT)
                .redirectConfig(r -> r.protocol(redirect.scheme()
                                .map(s -> s.toUpperCase(Locale.ROOT))
                                .orElse(SAME_PROTOCOL))
                        .host(redirect.host().orElse(SAME_HOST))
                        .port(port)
                        .path(redirect.path().orElse(SAME_PATH))
                        .query(SAME_QUERY)
                        .statusCode(
                                status == 302
                                        ? RedirectActionStatusCodeEnum.HTTP_302
                                        : RedirectActionStatusCodeEnum.HTTP_301))
                .build();
    }

    private static String standardPort(String scheme) {
        return scheme.equalsIgnoreCase("https") ? "443" : "80";
    }

    /** Actions in one form, whatever AWS fills in when it gives them back. */
    static List<Action> normal(List<Action> actions) {
        return actions.stream().map(Actions::normal).toList();
    }

    private static Action normal(Action action) {
        Action.Builder normal = Action.builder().type(action.type());
        if (action.type() == ActionTypeEnum.FORWARD) {
            normal.forwardConfig(f -> f.targetGroups(tuples(action).stream()
                    .sorted(Comparator.comparing(TargetGroupTuple::targetGroupArn))
                    .toList()));
        } else if (action.redirectConfig() != null) {
            RedirectActionConfig there = action.redirectConfig();
            normal.redirectConfig(r -> r.protocol(or(there.protocol(), SAME_PROTOCOL))
                    .host(or(there.host(), SAME_HOST))
                    .port(or(there.port(), SAME_PORT))
                    .path(or(there.path(), SAME_PATH))
                    .query(or(there.query(), SAME_QUERY))
                    .statusCode(there.statusCode()));
        } else if (action.fixedResponseConfig() != null) {
            normal.fixedResponseConfig(
                    f -> f.statusCode(action.fixedResponseConfig().statusCode()));
        }
        return normal.build();
    }

    private static String or(@org.jspecify.annotations.Nullable String value, String otherwise) {
        return value == null || value.isEmpty() ? otherwise : value;
    }

    /** The groups that an action leads to; one alone has weight 1. */
    static List<TargetGroupTuple> tuples(Action action) {
        List<TargetGroupTuple> tuples = action.forwardConfig() == null
                ? List.of()
                : action.forwardConfig().targetGroups();
        if (tuples.isEmpty() && action.targetGroupArn() != null) {
            tuples = List.of(TargetGroupTuple.builder()
                    .targetGroupArn(action.targetGroupArn())
                    .build());
        }
        boolean alone = tuples.size() == 1;
        return tuples.stream()
                .map(t -> TargetGroupTuple.builder()
                        .targetGroupArn(t.targetGroupArn())
                        .weight(alone || t.weight() == null ? Integer.valueOf(1) : t.weight())
                        .build())
                .toList();
    }

    /** An action in portable words; empty for one that answers 404, or that we do not make. */
    static Optional<io.portolan.loadbalancer.Action> view(List<Action> actions, Function<String, String> pools) {
        return actions.stream().findFirst().flatMap(action -> {
            if (action.type() == ActionTypeEnum.FORWARD) {
                List<WeightedPool> shares = tuples(action).stream()
                        .map(t -> WeightedPool.of(pools.apply(t.targetGroupArn()), t.weight()))
                        .toList();
                return Optional.of(
                        shares.size() == 1
                                ? io.portolan.loadbalancer.Action.toPool(
                                        shares.get(0).pool())
                                : io.portolan.loadbalancer.Action.weighted(shares));
            }
            return action.redirectConfig() == null
                    ? Optional.empty()
                    : Optional.of(io.portolan.loadbalancer.Action.redirect(redirect(action.redirectConfig())));
        });
    }

    private static Redirect redirect(RedirectActionConfig there) {
        Redirect.Builder redirect = Redirect.builder()
                .status(Field.of(there.statusCode() == RedirectActionStatusCodeEnum.HTTP_302 ? 302 : 301));
        String protocol = or(there.protocol(), SAME_PROTOCOL);
        String standard = protocol.equals("HTTPS") ? "443" : protocol.equals("HTTP") ? "80" : SAME_PORT;
        String port = or(there.port(), SAME_PORT);
        if (!protocol.equals(SAME_PROTOCOL)) {
            redirect.scheme(protocol.toLowerCase(Locale.ROOT));
        }
        if (!port.equals(standard) && !port.equals(SAME_PORT)) {
            redirect.port(Integer.parseInt(port));
        }
        if (!or(there.host(), SAME_HOST).equals(SAME_HOST)) {
            redirect.host(there.host());
        }
        if (!or(there.path(), SAME_PATH).equals(SAME_PATH)) {
            redirect.path(there.path());
        }
        return redirect.build();
    }
}
