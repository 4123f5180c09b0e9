package io.portolan.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the tests expect of AWS beyond moto, each with where it is known from: the behaviours that were added to moto, and the codes of the error table. An
 * expectation is recorded where an answer of AWS is held that shows it, documented where a page of AWS or the source of a tool of AWS's says it, else assumed.
 */
class ExpectationsTest {
    private static final String BEGIN = "<!-- expectations: written by ExpectationsTest -->\n";
    private static final String END = "<!-- /expectations -->";
    private static final Pattern ROW =
            Pattern.compile("codes\\.put\\(\\s*\"([^\"]+)\",\\s*Code\\.\\w+\\);( // \\[.*)?");

    private enum Known {
        RECORDED,
        DOCUMENTED,
        ASSUMED
    }

    private record Expectation(String what, String source, Known known) {
        static Expectation of(String what, String source) {
            if (source.contains("assumed") || source.isBlank()) {
                return new Expectation(what, source, Known.ASSUMED);
            }
            boolean recorded = source.contains("recordings/") || source.contains("[P]");
            return new Expectation(what, source, recorded ? Known.RECORDED : Known.DOCUMENTED);
        }
    }

    private static List<Expectation> added() throws IOException, InterruptedException {
        URI listing = MotoServer.running().endpoint().resolve("/portolan/documented");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(listing).build(), HttpResponse.BodyHandlers.ofString());
        List<Expectation> all = new ArrayList<>();
        for (JsonNode one : new ObjectMapper().readTree(answer.body())) {
            all.add(Expectation.of(one.path("what").asText(), one.path("source").asText()));
        }
        return all;
    }

    private static List<Expectation> codes() throws IOException {
        Path table = Path.of(
                System.getProperty("portolan.root", ".."), "aws/src/main/java/io/portolan/aws/account/ErrorTable.java");
        Matcher rows = ROW.matcher(Files.readString(table));
        List<Expectation> all = new ArrayList<>();
        while (rows.find()) {
            all.add(Expectation.of(rows.group(1), rows.group(2) == null ? "" : rows.group(2)));
        }
        return all;
    }

    private static String shares(List<Expectation> all) {
        Map<Known, Long> counts = all.stream()
                .collect(Collectors.groupingBy(
                        Expectation::known, () -> new EnumMap<>(Known.class), Collectors.counting()));
        return all.size() + ": "
                + List.of(Known.values()).stream()
                        .map(known -> String.format(
                                "%s %d (%.0f %%)",
                                known.name().toLowerCase(java.util.Locale.ROOT),
                                counts.getOrDefault(known, 0L),
                                100.0 * counts.getOrDefault(known, 0L) / all.size()))
                        .collect(Collectors.joining(", "));
    }

    @Test
    void everyExpectationSaysWhereItIsKnownFrom() throws Exception {
        List<Expectation> added = added();
        List<Expectation> codes = codes();
        assertThat(codes).hasSizeGreaterThan(100);
        assertThat(codes)
                .allSatisfy(code -> assertThat(code.source())
                        .as("the source of %s", code.what())
                        .isNotBlank());
        assertThat(added).hasSizeGreaterThan(40);
        assertThat(added)
                .allSatisfy(one -> assertThat(one.source())
                        .as("the source of: %s", one.what())
                        .isNotBlank());
        System.out.println(
                "expectations of AWS beyond moto, behaviours " + shares(added) + "; error codes " + shares(codes));
    }

    @Test
    void theDocumentedExpectationsAreThoseOfTheServer() throws Exception {
        List<Expectation> added = added();
        StringBuilder table = new StringBuilder("| added to moto | known from |\n|---|---|\n");
        new TreeSet<>(added.stream()
                        .map(one -> "| " + one.what() + " | " + one.source() + " |\n")
                        .toList())
                .forEach(table::append);
        table.append("\nBehaviours ").append(shares(added)).append(".\n");
        Path page = Path.of(System.getProperty("portolan.root", ".."), "docs", "providers", "aws.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (System.getProperty("portolan.write") != null) {
            Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
            return;
        }
        assertThat(text.substring(begin, end))
                .as("repeat with -Dportolan.write to write it")
                .isEqualTo(table.toString());
    }
}
