package io.portolan.testkit.conformance;

import io.portolan.Stack;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.Lifecycle;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The cases of every kind of the model, and stacks that have whatever a spec refers to. */
final class Catalogue {
    private final Map<String, KindCases<?>> kinds = new LinkedHashMap<>();

    Catalogue(Declared declared) {
        List.<KindCases<?>>of(
                        new NetworkCases(declared),
                        new FirewallCases(declared),
                        new LinkCases(declared),
                        new AddressCases(declared),
                        new LoadBalancerCases(declared),
                        new DnsZoneCases(declared),
                        new RecordSetCases(declared),
                        new VolumeCases(declared),
                        new SnapshotCases(declared),
                        new AttachmentCases(declared))
                .forEach(c -> kinds.put(c.kind().name(), c));
    }

    /** Those that the provider has a driver for, in the order of the model. */
    List<KindCases<?>> held(Declared declared) {
        return kinds.values().stream().filter(c -> declared.has(c.kind())).toList();
    }

    /** One spec of each kind that refers to the resource number 0 of this kind, as far as the provider holds them. */
    List<Spec> usersOf(KindCases<?> of, Declared declared) {
        Key used = Key.of(of.kind(), of.handle(0));
        List<Spec> users = new ArrayList<>();
        for (KindCases<?> cases : held(declared)) {
            if (!cases.kind().equals(of.kind())) {
                Stream.concat(
                                Stream.<Spec>of(cases.spec(0)),
                                cases.samples().stream().<Spec>map(Sample::spec).filter(declared::holds))
                        .filter(spec -> spec.references().stream()
                                .anyMatch(r -> r.key().filter(used::equals).isPresent()))
                        .findFirst()
                        .ifPresent(users::add);
            }
        }
        return users;
    }

    @SuppressWarnings("unchecked") // cases are kept by kind
    <S extends Spec> KindCases<S> of(Kind<S> kind) {
        KindCases<?> cases = kinds.get(kind.name());
        if (cases == null) {
            throw new IllegalArgumentException("the kit has no cases for " + kind);
        }
        return (KindCases<S>) cases;
    }

    /** Adds a spec with all that it refers to, and gives its key. */
    Key add(Stack stack, String handle, Spec spec, Lifecycle lifecycle) {
        for (Ref<?> ref : spec.references()) {
            ref.key().filter(k -> stack.find(k).isEmpty()).ifPresent(k -> require(stack, ref));
        }
        io.portolan.Resource resource = stack.resource(handle, spec, lifecycle);
        stack.add(resource);
        return resource.key();
    }

    private <S extends Spec> void require(Stack stack, Ref<S> ref) {
        int n = Integer.parseInt(ref.value().replaceAll("\\D", ""));
        add(stack, ref.value(), of(ref.kind()).spec(n), Lifecycle.STANDARD);
    }
}
