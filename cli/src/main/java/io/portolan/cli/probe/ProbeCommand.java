package io.portolan.cli.probe;

import io.portolan.EventListener;
import io.portolan.cli.probe.Targets.Page;
import io.portolan.cli.probe.Targets.Question;
import io.portolan.cli.terminal.Exit;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.workspace.OutputFormat;
import io.portolan.cli.workspace.StackArguments;
import io.portolan.cli.workspace.StackPaths;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.Json;
import io.portolan.engine.Portolan;
import io.portolan.engine.Status;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Resolves and requests through what exists, from outside. */
@Command(
        name = "probe",
        description = "Asks the zones' own name servers, then requests a page of each route: who answered, how fast.",
        footer = {"", "Exit code: 0 everything answered, 1 something did not."})
public final class ProbeCommand implements Callable<Integer> {
    private static final int CONNECT_MILLIS = 2_000;

    private final Terminal terminal;

    @Mixin
    private final StackPaths stack = new StackPaths();

    @Mixin
    private final StackArguments arguments = new StackArguments();

    @Mixin
    private final OutputFormat output = new OutputFormat();

    @Option(
            names = {"-n", "--requests"},
            paramLabel = "N",
            description = "How many requests show who answers how often; 20 if not given.")
    private int requests = 20;

    /** The command on this terminal. */
    public ProbeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Workspace workspace = Workspace.load(terminal, arguments, stack.paths());
        try (Portolan portolan = workspace.open(EventListener.none())) {
            Status status = portolan.status(workspace.provider().name(), workspace.stack());
            Reach reach = Reach.of(workspace, portolan, status);
            ProbeResult result = new ProbeResult();
            Map<String, String> addresses = names(workspace, reach, result);
            pages(workspace, reach, addresses, result);
            if (output.isJson()) {
                terminal.out().println(Json.write(result.json(workspace.stack().name())));
            } else {
                result.lines().forEach(terminal.out()::println);
            }
            return result.isGood() ? Exit.DONE : Exit.FAILED;
        }
    }

    /** Asks for every name; gives the first address of each. */
    private static Map<String, String> names(Workspace workspace, Reach reach, ProbeResult result) {
        Map<String, String> addresses = new HashMap<>();
        for (Question question : Targets.questions(workspace.stack())) {
            NameServers servers = reach.servers(question.zone());
            if (!servers.isEmpty()) {
                NameServers.Answer answer = servers.ask(question.name(), question.type());
                result.name(question.name(), answer);
                if (question.type().equals("A") && !answer.values().isEmpty()) {
                    String name = question.name();
                    addresses.put(
                            name.substring(0, name.length() - 1),
                            answer.values().get(0));
                }
            }
        }
        return addresses;
    }

    private void pages(Workspace workspace, Reach reach, Map<String, String> addresses, ProbeResult result) {
        Optional<Page> best = Optional.empty();
        for (Page page : Targets.pages(workspace.stack())) {
            Optional<InetSocketAddress> address = reach.listener(
                    page.balancer(), page.listener().port(), Optional.ofNullable(addresses.get(page.host())));
            if (address.isEmpty() || page.scheme().equals("udp")) {
                result.skipped(page);
                continue;
            }
            if (page.scheme().equals("tcp")) {
                connect(page, address.get(), result);
                continue;
            }
            boolean answered = request(page, address.get(), result);
            if (answered && best.isEmpty()) {
                best = Optional.of(page);
                spread(page, address.get(), result);
            }
        }
    }

    private static void connect(Page page, InetSocketAddress address, ProbeResult result) {
        long begun = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            result.connected(page, address, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            result.failed(page, address, e);
        }
    }

    /** Whether a target answered: a redirect is the balancer's own. */
    private static boolean request(Page page, InetSocketAddress address, ProbeResult result) {
        try {
            // Once unmeasured: the first time takes the time of loading what asks.
            get(page, address).send();
            HttpRequest.Answer answer = get(page, address).send();
            result.answered(page, answer);
            return answer.status() < 300;
        } catch (IOException e) {
            result.failed(page, address, e);
            return false;
        }
    }

    private void spread(Page page, InetSocketAddress address, ProbeResult result) {
        for (int i = 0; i < requests; i++) {
            try {
                HttpRequest.Answer answer = get(page, address).send();
                result.counted(answer.status() < 500 ? ProbeResult.who(answer) : "", answer.status() < 500);
            } catch (IOException e) {
                result.counted("", false);
            }
        }
    }

    private static HttpRequest get(Page page, InetSocketAddress address) {
        return new HttpRequest(page.scheme(), address, host(page, address), page.path());
    }

    private static String host(Page page, InetSocketAddress address) {
        return page.host().isEmpty() ? address.getHostString() : page.host();
    }
}
