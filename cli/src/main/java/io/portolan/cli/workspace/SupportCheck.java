package io.portolan.cli.workspace;

import io.portolan.Resource;
import io.portolan.Support;
import io.portolan.engine.manifest.Diagnostic;
import io.portolan.engine.manifest.Manifest;
import io.portolan.engine.manifest.SupportProblems;
import io.portolan.model.FieldPath;
import io.portolan.model.Problem;
import java.util.ArrayList;
import java.util.List;

/** What a provider can't hold of a stack, as problems at their places in the manifests. */
public final class SupportCheck {
    private SupportCheck() {}

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
        Support support = holdings.support().get(resource.key().kind());
        if (support == null) {
            return List.of(Problem.of(
                    "P040",
                    FieldPath.ROOT,
                    holdings.provider() + " has no " + resource.key().kind()));
        }
        List<Problem> problems = new ArrayList<>(SupportProblems.of(resource.spec(), support, holdings.provider()));
        problems.addAll(holdings.check(resource.spec()));
        return problems;
    }
}
