package io.portolan.cli.workspace;

import io.portolan.Level;
import io.portolan.Resource;
import io.portolan.Support;
import io.portolan.engine.manifest.Diagnostic;
import io.portolan.engine.manifest.Manifest;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Durations;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.Problem;
import io.portolan.model.Spec;
import io.portolan.model.Use;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a provider can't hold of a stack, as problems at their places in the manifests. */
public final class SupportProblems {
    private static final String CODE = "P040";

    private SupportProblems() {}

    /** The problems, from the provider's tables alone; nothing is called. */
    public static List<Diagnostic> of(Manifest manifest, ChosenProvider.Holdings holdings) {
        List<Diagnostic> problems = new ArrayList<>();
        for (Resource resource : manifest.draft().resources().values()) {
            for (Problem problem : of(resource, holdings)) {
                problems.add(manifest.diagnose(resource.key(), problem));
            }
        }
        return problems;
    }

    private static List<Problem> of(Resource resource, ChosenProvider.Holdings holdings) {
        List<Problem> problems = new ArrayList<>();
        Support support = holdings.support().get(resource.key().kind());
        if (support == null) {
            return List.of(Problem.of(
                    CODE,
                    FieldPath.ROOT,
                    holdings.provider() + " has no " + resource.key().kind()));
        }
        for (Use use : resource.spec().uses()) {
            if (support.of(use) == Level.UNSUPPORTED) {
                problems.add(problem(use, support.of(use.feature()), resource, holdings.provider()));
            }
        }
        problems.addAll(holdings.check(resource.spec()));
        return problems;
    }

    private static Problem problem(Use use, Support.Entry entry, Resource resource, String provider) {
        Key key = resource.key();
        String limits = "All limits: portolan support " + key.kind();
        if (entry.level() == Level.UNSUPPORTED || use.value().isEmpty()) {
            return Problem.of(
                            CODE,
                            use.path(),
                            provider + " has no " + use.feature().name() + " for " + noun(resource.spec()))
                    .help(lower(limits));
        }
        Comparable<?> value = use.value().get();
        String field = last(use.path());
        String min = entry.min().map(SupportProblems::shown).orElse("");
        String max = entry.max().map(SupportProblems::shown).orElse("");
        Problem problem = Problem.of(
                CODE,
                use.path(),
                provider + " can't hold " + article(field) + " " + field + " of " + shown(value) + " on "
                        + noun(resource.spec()));
        boolean tooMuch = entry.max().filter(m -> isLess(m, value)).isPresent();
        return problem.because(range(min, max) + " here")
                .help((tooMuch ? "use at most " + max : "use at least " + min) + ", or leave the line away. " + limits);
    }

    private static String range(String min, String max) {
        if (min.isEmpty() || max.isEmpty()) {
            return min.isEmpty() ? "at most " + max : "at least " + min;
        }
        return "from " + min + " to " + max;
    }

    @SuppressWarnings("unchecked") // a feature's range is of its value's type
    private static boolean isLess(Comparable<?> a, Comparable<?> b) {
        return ((Comparable<Object>) a).compareTo(b) < 0;
    }

    private static String lower(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String last(FieldPath path) {
        String text = path.toString();
        return text.substring(text.lastIndexOf('.') + 1).replaceAll("\\[.*", "");
    }

    private static String article(String noun) {
        return "aeiou".indexOf(Character.toLowerCase(noun.charAt(0))) >= 0 ? "an" : "a";
    }

    private static String noun(Spec spec) {
        if (spec instanceof LoadBalancer balancer && !balancer.listeners().isEmpty()) {
            List<String> protocols = balancer.listeners().stream()
                    .map(Listener::protocol)
                    .map(Enum::name)
                    .distinct()
                    .toList();
            String word = protocols.contains("HTTPS") ? "HTTPS" : protocols.get(0);
            return (word.startsWith("H") ? "an " : "a ") + word + " load balancer";
        }
        String kind = spec.kind().name();
        String words = kind.replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .replace("dns", "DNS");
        return article(words) + " " + words;
    }

    /** A value as manifests write it. */
    public static String shown(Comparable<?> value) {
        return value instanceof Duration d ? Durations.format(d) : value.toString();
    }
}
