package io.portolan.cli.demo;

import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows on this machine what Portolan does, with real requests. */
@Command(
        name = "demo",
        description =
                "Makes a shop on this machine, sends real requests through it, breaks it, changes it under load, takes it away.",
        footer = {"", "Exit code: 0 when all of it happened, 1 when something did not."})
public final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--once", description = "Do not wait for the Enter key between the steps.")
    private boolean once;

    /** The command on this terminal. */
    public DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path folder = terminal.resolve(Path.of(".portolan", "demo"));
        Screen screen = new Screen(terminal.out());
        screen.line("A shop on this machine: no account, no root, nothing outside ./.portolan/demo.");
        int lines;
        try (Shop shop = Shop.open(folder)) {
            lines = shop.yamlLines();
            new Demo(shop, screen, this::pause).run();
        } catch (DidNotHappen e) {
            terminal.out().flush();
            terminal.err().println(e.getMessage());
            return Exit.FAILED;
        }
        screen.line("");
        screen.line(String.format(
                Locale.ROOT,
                "All 10 happened, in %.1f s. What you saw is examples/shop, %d lines of YAML.",
                Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0,
                lines));
        screen.line("  keep it running     ./portolan up examples/shop --env demo --backends");
        screen.line("  every native call   ./portolan plan examples/shop --env demo --calls");
        screen.line("  the same in Java    README.md");
        screen.line("  write a provider    docs/writing-a-provider.md");
        return Exit.DONE;
    }

    private void pause(int step) {
        if (!once && terminal.isInteractive() && step > 1) {
            terminal.ask("");
        }
    }
}
