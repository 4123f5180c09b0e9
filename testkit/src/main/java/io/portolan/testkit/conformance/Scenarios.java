package io.portolan.testkit.conformance;

import io.portolan.PlannedChange.Action;
import io.portolan.model.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The scenarios of a kind, and of all kinds together: make, change, replace, mix, destroy. Each is rehearsed once, without any trouble. */
final class Scenarios {
    private final Supplier<Bench> benches;
    private final List<Scenario> all = new ArrayList<>();

    private Scenarios(Supplier<Bench> benches) {
        this.benches = benches;
    }

    /** Those of one kind. */
    static List<Scenario> of(Supplier<Bench> benches, KindCases<?> cases) {
        Scenarios scenarios = new Scenarios(benches);
        scenarios.kind(cases);
        return scenarios.all;
    }

    /** Those of every kind, and those in which every kind takes part. */
    static List<Scenario> of(Supplier<Bench> benches, List<KindCases<?>> kinds) {
        Scenarios scenarios = new Scenarios(benches);
        kinds.forEach(scenarios::kind);
        scenarios.everything(kinds);
        return scenarios.all;
    }

    private <S extends Spec> void kind(KindCases<S> cases) {
        String kind = cases.kind() + ", ";
        Map<String, S> beside = Map.of(cases.handle(9), cases.elsewhere());
        Map<String, S> two = some(cases, 0, 1);
        rehearsed(Scenario.of(kind + "make two", Map.of(), two, beside));
        rehearsed(Scenario.destroy(kind + "destroy two", two, beside));
        Map<Action, Scenario> changes = new LinkedHashMap<>();
        for (Alteration<S> alteration : cases.alterations()) {
            Scenario change = Scenario.of(
                    kind + "change of " + alteration,
                    Map.of(cases.handle(0), alteration.from()),
                    Map.of(cases.handle(0), alteration.to()),
                    beside);
            changes.putIfAbsent(rehearse(change), change);
        }
        all.addAll(changes.values());
        Map<String, S> mix = some(cases, 2);
        cases.alterations().stream().limit(1).forEach(a -> mix.put(cases.handle(0), a.to()));
        rehearsed(Scenario.of(kind + "make, change and delete", two, mix, beside));
    }

    private static <S extends Spec> Map<String, S> some(KindCases<S> cases, int... numbers) {
        Map<String, S> specs = new LinkedHashMap<>();
        for (int n : numbers) {
            specs.put(cases.handle(n), cases.spec(n));
        }
        return specs;
    }

    private void everything(List<KindCases<?>> kinds) {
        Map<String, Spec> one = new LinkedHashMap<>();
        Map<String, Spec> changed = new LinkedHashMap<>();
        kinds.forEach(cases -> {
            one.put(cases.handle(0), cases.spec(0));
            changed.put(cases.handle(0), firstAlteration(cases));
        });
        rehearsed(Scenario.of("everything, make", Map.of(), one, Map.of()));
        rehearsed(Scenario.of("everything, change", one, changed, Map.of()));
        rehearsed(Scenario.destroy("everything, destroy", one, Map.of()));
    }

    private static <S extends Spec> S firstAlteration(KindCases<S> cases) {
        return cases.alterations().stream()
                .filter(a -> a.from().equals(cases.spec(0)))
                .map(Alteration::to)
                .findFirst()
                .orElse(cases.spec(0));
    }

    private void rehearsed(Scenario scenario) {
        rehearse(scenario);
        all.add(scenario);
    }

    private Action rehearse(Scenario scenario) {
        try (Bench bench = benches.get()) {
            return scenario.rehearse(bench);
        }
    }
}
