package io.portolan.cli.apply;

import io.portolan.Event;
import io.portolan.EventListener;
import io.portolan.Outcome;
import io.portolan.Plan;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.terminal.Text;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.ApplyOptions;
import io.portolan.engine.Cancellation;
import io.portolan.engine.Json;
import io.portolan.engine.Portolan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs a plan that was agreed to: progress while it runs, Ctrl-C, and how it ended. */
public final class Applying implements EventListener {
    private final Workspace workspace;
    private final Terminal terminal;
    private final boolean json;
    private final Progress progress;
    private final EventLines lines;

    /**
     * A run that reports to a workspace's terminal.
     *
     * @param json whether a program reads the result
     */
    public Applying(Workspace workspace, boolean json) {
        this.workspace = workspace;
        this.terminal = workspace.terminal();
        this.json = json;
        this.progress = new Progress(terminal);
        this.lines = new EventLines(terminal.out());
    }

    /** To be told every event; shows them from the moment when the run begins. */
    @Override
    public void on(Event event) {
        if (json) {
            lines.on(event);
        } else {
            progress.on(event);
        }
    }

    /**
     * Applies, shows how it ended, and says by which exit code.
     *
     * @param confirmed the digest that was agreed to in another process
     * @param isDestroy whether everything was to go
     */
    public int run(Portolan portolan, Plan plan, Optional<String> confirmed, boolean isDestroy) {
        Cancellation cancellation = new Cancellation();
        ApplyOptions options =
                ApplyOptions.standard().cancellation(cancellation).by(who());
        if (confirmed.isPresent()) {
            options = options.confirmed(confirmed.get());
        }
        long begun = System.nanoTime();
        Outcome outcome;
        Interrupts interrupts = Interrupts.on(n -> interrupted(n, cancellation));
        try {
            if (json) {
                lines.begin();
            } else {
                progress.begin(plan);
            }
            outcome = portolan.apply(plan, options);
        } finally {
            interrupts.close();
            progress.end();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        int exit = OutcomeText.exit(outcome);
        if (json) {
            terminal.out().println(Json.write(OutcomeDocument.of(outcome, exit)));
        } else {
            print(outcome, took, isDestroy, exit);
        }
        return exit;
    }

    private void print(Outcome outcome, Duration took, boolean isDestroy, int exit) {
        OutcomeText text = new OutcomeText(outcome, terminal.paint());
        terminal.err().flush();
        terminal.out().println();
        List<String> shown = switch (outcome.status()) {
            case DONE -> text.done(took, isDestroy);
            case REFUSED, NOT_NOW ->
                outcome.writes() == 0 ? text.refused() : text.failed(again(isDestroy), destroy(), exit);
            case FAILED, INTERRUPTED -> text.failed(again(isDestroy), destroy(), exit);
        };
        shown.forEach(terminal.out()::println);
        if (outcome.writes() == 0 && exit != Exit.DONE) {
            terminal.out().println(Text.exit("Nothing was written.", exit));
        }
    }

    private String again(boolean isDestroy) {
        return workspace.command(isDestroy ? "destroy" : "apply");
    }

    private String destroy() {
        return workspace.command("destroy");
    }

    private void interrupted(int times, Cancellation cancellation) {
        if (times > 1) {
            // A person asked twice. Every crash is safe, so nothing has to be put away.
            Runtime.getRuntime().halt(Exit.INTERRUPTED);
        }
        cancellation.cancel();
        terminal.err()
                .println("Stopping after the calls in flight (" + progress.inFlight() + "). Again to stop at once.");
        terminal.err().flush();
    }

    /** {@code ci@build-7}, for the journal and {@code status}. */
    private String who() {
        return terminal.variable("USER").orElse(System.getProperty("user.name", "somebody")) + "@" + host();
    }

    private String host() {
        Optional<String> named = terminal.variable("HOSTNAME").or(() -> terminal.variable("COMPUTERNAME"));
        if (named.isPresent()) {
            return named.get();
        }
        try {
            return Files.readString(Path.of("/etc/hostname")).strip();
        } catch (IOException e) {
            return "this-host";
        }
    }
}
