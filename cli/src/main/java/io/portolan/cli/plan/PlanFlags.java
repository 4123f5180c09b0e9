package io.portolan.cli.plan;

import io.portolan.cli.workspace.ChosenProvider;
import io.portolan.cli.workspace.InputException;
import io.portolan.cli.workspace.Losses;
import io.portolan.engine.PlanOptions;
import io.portolan.model.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person agrees to on the command line. */
public final class PlanFlags {
    @Option(names = "--skip-refused", description = "Go on without what is refused and what refers to it.")
    private boolean skipRefused;

    @Option(
            names = "--allow-delete",
            paramLabel = "N",
            description = "Exactly so many resources may be deleted or replaced at once.")
    private @Nullable Integer allowDelete;

    @Option(
            names = "--accept-degraded",
            paramLabel = "FEATURE",
            arity = "0..1",
            fallbackValue = "all",
            description = "Agree to the losses of all features, or of this one. Repeatable.")
    private List<String> losses = new ArrayList<>();

    @Option(
            names = "--unprotect",
            paramLabel = "KEY",
            description = "This one may be deleted or replaced though it is protected. Repeatable.")
    private List<String> unprotected = new ArrayList<>();

    /** The options of a plan at this provider. */
    public PlanOptions options(ChosenProvider provider) {
        PlanOptions options =
                Losses.both(provider.accepted(), Losses.parse(losses)).in(PlanOptions.standard());
        if (skipRefused) {
            options = options.skipRefused();
        }
        if (allowDelete != null) {
            options = options.allowDelete(allowDelete);
        }
        return options.unprotect(unprotected());
    }

    private Set<Key> unprotected() {
        Set<Key> keys = new TreeSet<>();
        unprotected.forEach(text -> keys.add(key(text)));
        return keys;
    }

    /** A key from the command line. */
    public static Key key(String text) {
        try {
            return Key.parse(text);
        } catch (IllegalArgumentException e) {
            throw InputException.of("P090", String.valueOf(e.getMessage()));
        }
    }

    /** Whether what is refused is left out. */
    public boolean isSkipRefused() {
        return skipRefused;
    }

    /** The flags as they were typed, for a command to be repeated. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        if (skipRefused) {
            words.add("--skip-refused");
        }
        if (allowDelete != null) {
            words.add("--allow-delete " + allowDelete);
        }
        losses.forEach(loss -> words.add(
                loss.equals("all")
                        ? "--accept-degraded"
                        : "--accept-degraded=" + io.portolan.cli.terminal.Text.quote(loss)));
        unprotected.forEach(key -> words.add("--unprotect " + io.portolan.cli.terminal.Text.quote(key)));
        return words;
    }
}
