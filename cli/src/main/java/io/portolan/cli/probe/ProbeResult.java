package io.portolan.cli.probe;

import io.portolan.cli.probe.Targets.Page;
import io.portolan.cli.terminal.Text;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a probe saw, for people and as JSON. */
final class ProbeResult {
    private static final int NAME = 22;
    private static final int URL = 34;
    private static final int WHO = 30;
    private static final int MOST_NAMES = 20;
    private static final int MOST_WORD = 30;

    private final List<String> names = new ArrayList<>();
    private final List<String> pages = new ArrayList<>();
    private final List<Object> nameRows = new ArrayList<>();
    private final List<Object> pageRows = new ArrayList<>();
    private final Map<String, Integer> spread = new TreeMap<>();
    private int counted;
    private int failed;
    private boolean good = true;

    boolean isGood() {
        return good && failed == 0;
    }

    void name(String name, NameServers.Answer answer) {
        good &= answer.isGood();
        String agree = answer.agreeing() + " of " + Text.count(answer.servers(), "name server")
                + (answer.servers() == 1 ? " agrees" : " agree");
        String values = answer.values().isEmpty() ? "no answer" : String.join(", ", answer.values());
        String left = Text.column(name, NAME) + answer.type() + " " + Text.column(Text.cut(values, 30), 31)
                + (answer.error().isEmpty() ? agree : answer.error());
        names.add(Text.ends(left, Text.latency(answer.took())));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("type", answer.type());
        row.put("values", answer.values());
        row.put("agreeing", answer.agreeing());
        row.put("servers", answer.servers());
        row.put("ms", millis(answer.took()));
        if (!answer.error().isEmpty()) {
            row.put("error", answer.error());
        }
        nameRows.add(row);
    }

    private static double millis(Duration d) {
        return Math.round(d.toNanos() / 1e4) / 100.0;
    }

    void answered(Page page, HttpRequest.Answer answer) {
        good &= answer.status() < 500;
        String host = page.host();
        String certificate =
                answer.certificate() == null ? "" : CertificateWords.of(answer.certificate(), host, Instant.now());
        String who = answer.status() >= 300 && answer.status() < 400 ? redirect(answer) : who(answer);
        pages.add((Text.column(url(page), URL)
                        + Text.column(Integer.toString(answer.status()), 6)
                        + Text.column(who, WHO)
                        + Text.column(Text.latency(answer.took()), 9)
                        + certificate)
                .stripTrailing());
        Map<String, Object> row = row(page);
        row.put("status", answer.status());
        row.put("who", who);
        row.put("ms", millis(answer.took()));
        if (!certificate.isEmpty()) {
            row.put("certificate", certificate);
        }
    }

    private static String redirect(HttpRequest.Answer answer) {
        String location = answer.header("location").orElse("");
        try {
            String scheme = URI.create(location).getScheme();
            return "to " + (scheme == null ? location : scheme);
        } catch (IllegalArgumentException e) {
            return "elsewhere";
        }
    }

    void connected(Page page, InetSocketAddress address, Duration took) {
        pages.add(Text.column("tcp://" + where(address), URL)
                + Text.column("open", 6)
                + Text.column("", WHO)
                + Text.latency(took));
        Map<String, Object> row = row(page);
        row.put("status", "open");
        row.put("ms", millis(took));
    }

    void failed(Page page, InetSocketAddress address, IOException e) {
        good = false;
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        pages.add(Text.column(url(page), URL) + Text.column("-", 6) + where(address) + ": " + why);
        row(page).put("error", why);
    }

    void skipped(Page page) {
        pages.add(Text.column(url(page), URL)
                + Text.column("-", 6)
                + (page.scheme().equals("udp") ? "not asked: UDP" : "not there"));
        good &= page.scheme().equals("udp");
        row(page).put("error", "not asked");
    }

    void counted(String who, boolean isGood) {
        counted++;
        if (isGood) {
            spread.merge(who, 1, Integer::sum);
        } else {
            failed++;
        }
    }

    private Map<String, Object> row(Page page) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("url", url(page));
        row.put("balancer", page.balancer().toString());
        pageRows.add(row);
        return row;
    }

    private static String url(Page page) {
        return page.scheme() + "://"
                + (page.host().isEmpty() ? page.balancer().name() : page.host())
                + (page.scheme().startsWith("http")
                        ? page.path()
                        : ":" + page.listener().port());
    }

    private static String where(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /** Who answered: what it says of itself in a header, else the first words of its body. */
    static String who(HttpRequest.Answer answer) {
        String line = answer.body().lines().findFirst().orElse("").strip();
        boolean isWord =
                !line.isEmpty() && line.length() <= MOST_WORD && line.chars().allMatch(c -> c >= ' ' && c < 127);
        String said =
                answer.header("x-backend").or(() -> answer.header("server")).orElse("somebody");
        return isWord ? line : Text.cut(said, MOST_WORD);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(names.subList(0, Math.min(names.size(), MOST_NAMES)));
        if (names.size() > MOST_NAMES) {
            lines.add("and " + Text.count(names.size() - MOST_NAMES, "name") + " more: -o json");
        }
        lines.addAll(pages);
        if (counted > 0) {
            List<String> shares = new ArrayList<>();
            spread.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                    .forEach(e -> shares.add(e.getKey()
                            + String.format(Locale.ROOT, " %d %%", Math.round(100.0 * e.getValue() / counted))));
            lines.addAll(Text.wrap(
                    Text.count(counted, "request") + ": " + String.join(", ", shares) + "; " + failed + " failed.",
                    Text.WIDTH));
        }
        if (lines.isEmpty()) {
            lines.add("There is nothing to ask: no name and no listener.");
        }
        return lines;
    }

    Map<String, Object> json(String stack) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "portolan.io/v1");
        document.put("kind", "Probe");
        document.put("stack", stack);
        document.put("names", nameRows);
        document.put("requests", pageRows);
        document.put("spread", spread);
        document.put("counted", counted);
        document.put("failed", failed);
        document.put("good", isGood());
        return document;
    }
}
