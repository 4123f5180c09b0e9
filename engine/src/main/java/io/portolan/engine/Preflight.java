package io.portolan.engine;

import io.portolan.Level;
import io.portolan.Refusal;
import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.Support;
import io.portolan.dns.DnsFeatures;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.model.Durations;
import io.portolan.model.FieldPath;
import io.portolan.model.Problem;
import io.portolan.model.Spec;
import io.portolan.model.Use;
import io.portolan.spi.driver.ResourceDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one provider can't hold of a stack, known before the first remote call. */
final class Preflight {
    private final Stack stack;
    private final String provider;
    private final PlanOptions options;
    private final List<Refusal> refusals = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    private Preflight(Stack stack, String provider, PlanOptions options) {
        this.stack = stack;
        this.provider = provider;
        this.options = options;
    }

    /** What this provider can't hold, or holds with a loss that nobody agreed to; and remarks on the rest. */
    static List<Refusal> refusals(Stack stack, Attached provider, PlanOptions options, List<String> notes) {
        Preflight preflight = new Preflight(stack, provider.name(), options);
        Map<ResourceDriver<?, ?>, Support> tables = new IdentityHashMap<>();
        for (Resource resource : stack.resources().values()) {
            provider.driver(resource.key())
                    .ifPresentOrElse(
                            driver -> preflight.one(
                                    resource, driver, tables.computeIfAbsent(driver, ResourceDriver::support)),
                            () -> preflight.refusals.add(Refusal.of(
                                    Refusal.Why.UNSUPPORTED,
                                    resource.key(),
                                    provider.name() + " has no "
                                            + resource.key().kind(),
                                    "see: portolan support")));
        }
        notes.addAll(preflight.remarks);
        return preflight.refusals;
    }

    private void one(Resource resource, ResourceDriver<?, ?> driver, Support support) {
        List<Use> uses = resource.spec().uses();
        Optional<Use> apex = apex(resource.spec());
        if (apex.isPresent()) {
            uses = new ArrayList<>(uses);
            uses.add(apex.get());
        }
        for (Use use : uses) {
            Support.Entry entry = support.of(use.feature());
            Level level = support.of(use);
            if (level == Level.NATIVE) {
                continue;
            }
            switch (level) {
                case UNSUPPORTED ->
                    refusals.add(Refusal.of(
                            Refusal.Why.UNSUPPORTED,
                            resource.key(),
                            unsupported(use, entry, provider),
                            "all limits: portolan support " + resource.key().kind()));
                case DEGRADED -> {
                    if (!options.accepts(use.feature())) {
                        refusals.add(
                                Refusal.of(
                                        Refusal.Why.DEGRADED,
                                        resource.key(),
                                        use.feature().name() + " at " + use.path() + ": on " + provider + " "
                                                + entry.note(),
                                        "if that will do: --accept-degraded, or accept: all for this provider in portolan.yaml"));
                    } else {
                        remarks.add(
                                resource.key().kind() + ", " + use.feature().name() + " (degraded): " + entry.note());
                    }
                }
                default -> remarks.add(resource.key() + ", " + use.feature().name() + " (emulated): " + entry.note());
            }
        }
        check(driver, resource.spec())
                .forEach(p -> refusals.add(Refusal.of(
                        Refusal.Why.UNSUPPORTED,
                        resource.key(),
                        (p.path().toString().isEmpty() ? "" : p.path() + ": ") + p.message(),
                        p.help().toArray(String[]::new))));
    }

    /** An alias at the apex is a feature of its own, which only the zone's spec can tell. */
    private Optional<Use> apex(Spec spec) {
        // Only an alias refers to more than its zone.
        if (spec instanceof RecordSet set
                && set.references().size() > 1
                && set.zone().key().flatMap(stack::find).map(Resource::spec).orElse(null) instanceof DnsZone zone
                && zone.dnsName().equals(set.name())) {
            return Optional.of(Use.of(DnsFeatures.ALIAS_APEX, FieldPath.of("name")));
        }
        return Optional.empty();
    }

    private static <S extends Spec> List<Problem> check(ResourceDriver<S, ?> driver, Spec spec) {
        return driver.check(driver.kind().type().cast(spec));
    }

    private static String unsupported(Use use, Support.Entry entry, String provider) {
        if (entry.level() == Level.UNSUPPORTED) {
            return use.feature().name() + " at " + use.path() + ": " + provider + " has no such thing";
        }
        return use.feature().name() + " " + use.value().map(Preflight::shown).orElse("") + " at " + use.path() + ": "
                + provider + " holds " + entry.min().map(Preflight::shown).orElse("anything") + " to "
                + entry.max().map(Preflight::shown).orElse("anything");
    }

    private static String shown(Comparable<?> value) {
        return value instanceof Duration d ? Durations.format(d) : value.toString();
    }
}
