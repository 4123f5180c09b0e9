package io.portolan.engine.manifest;

import io.portolan.Level;
import io.portolan.Support;
import io.portolan.loadbalancer.Listener.Protocol;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Durations;
import io.portolan.model.Problem;
import io.portolan.model.Spec;
import io.portolan.model.Use;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Says in the words of a manifest what a provider can't hold, so that {@link Manifest#diagnose} can put it to its line. Pure. */
public final class SupportProblems {
    private SupportProblems() {}

    /**
     * What of a spec a provider can't hold: a feature that it does not have, or a value outside of its range.
     *
     * @param provider the provider's name, for the message
     * @return problems with the code P040, one for each use; what is DEGRADED is none
     */
    public static List<Problem> of(Spec spec, Support support, String provider) {
        return spec.uses().stream()
                .filter(use -> support.of(use) == Level.UNSUPPORTED)
                .map(use -> problem(spec, use, support.of(use.feature()), provider))
                .toList();
    }

    private static Problem problem(Spec spec, Use use, Support.Entry entry, String provider) {
        String limits = "All limits: portolan support " + spec.kind();
        if (entry.level() == Level.UNSUPPORTED || use.value().isEmpty()) {
            return Problem.of(
                            "P040",
                            use.path(),
                            provider + " has no " + use.feature().name() + " for " + noun(spec))
                    .because("not held here")
                    .help(limits);
        }
        Comparable<?> value = use.value().get();
        String path = use.path().toString();
        String field = path.isEmpty() ? use.feature().name() : path.substring(path.lastIndexOf('.') + 1);
        return Problem.of(
                        "P040",
                        use.path(),
                        provider + " can't hold " + TextType.article(field) + " of " + shown(value) + " on "
                                + noun(spec))
                .because(range(entry) + " here")
                .help(remedy(spec, path, entry, value) + ". " + limits);
    }

    private static String range(Support.Entry entry) {
        String from = entry.min().map(v -> "from " + shown(v)).orElse("");
        String to = entry.max().map(v -> "to " + shown(v)).orElse("");
        return (from + " " + to).strip();
    }

    private static String remedy(Spec spec, String path, Support.Entry entry, Comparable<?> value) {
        boolean isLow = entry.min().filter(min -> isBelow(value, min)).isPresent();
        String bound = isLow
                ? "use at least " + entry.min().map(SupportProblems::shown).orElse("")
                : "use at most " + entry.max().map(SupportProblems::shown).orElse("");
        boolean isOptional = ManifestSchema.explain(spec.kind() + ".spec." + path)
                .map(FieldDoc::hasThreeStates)
                .orElse(false);
        return isOptional ? bound + ", or leave the line away" : bound;
    }

    @SuppressWarnings("unchecked")
    private static boolean isBelow(Comparable<?> value, Comparable<?> bound) {
        return ((Comparable<Object>) value).compareTo(bound) < 0;
    }

    private static String shown(Comparable<?> value) {
        return value instanceof Duration d ? Durations.format(d) : value.toString();
    }

    /** The resource with its article; of a load balancer also what it speaks, since limits differ by that. */
    private static String noun(Spec spec) {
        if (spec instanceof LoadBalancer balancer) {
            String protocol = balancer.listeners().stream()
                    .map(l -> l.protocol())
                    .max(Protocol::compareTo)
                    .map(Protocol::name)
                    .orElse("");
            return (protocol.startsWith("H") ? "an " : "a ") + protocol + " load balancer";
        }
        return TextType.article(
                spec.kind().name().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
    }
}
