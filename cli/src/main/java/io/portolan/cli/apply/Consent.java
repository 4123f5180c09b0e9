package io.portolan.cli.apply;

import io.portolan.Plan;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A person's word for a plan: its digest, {@code --yes}, or the owner's name typed at a terminal. Silence is never a yes. */
public final class Consent {
    @Option(
            names = "--plan",
            paramLabel = "DIGEST",
            description = "Do exactly the plan of this name, at least 8 digits of it; refused where it has changed.")
    private @Nullable String digest;

    @Option(
            names = {"-y", "--yes"},
            description = "Don't ask.")
    private boolean yes;

    /** The digest that was confirmed elsewhere. */
    public Optional<String> digest() {
        return Optional.ofNullable(digest);
    }

    /** Whether somebody has agreed already, so that nobody needs to see the plan first. */
    public boolean isGiven() {
        return yes || digest != null;
    }

    /**
     * Asks where nobody has agreed yet.
     *
     * @param question what is asked; the owner's name is added to it
     * @param again the command, to be repeated with an agreement
     * @return {@link Exit#DONE} to go on; else the exit code
     */
    public int ask(Plan plan, String question, String again, Terminal terminal) {
        if (isGiven()) {
            return Exit.DONE;
        }
        terminal.out().flush();
        if (!terminal.isInteractive()) {
            terminal.err().println("Refused: nobody here to ask. Nothing was written. To agree beforehand:");
            terminal.err()
                    .println("  " + again + " --plan " + plan.digest().substring(0, 8) + "   (this plan and no other)");
            terminal.err().println("  " + again + " --yes   (whatever the plan is)");
            return Exit.REFUSED;
        }
        Optional<String> answer = terminal.ask(question + " (" + plan.owner() + "): ");
        if (answer.filter(plan.owner()::equals).isPresent()) {
            terminal.err().println();
            return Exit.DONE;
        }
        terminal.err().println("Not " + plan.owner() + ". Nothing was written.");
        return Exit.REFUSED;
    }
}
