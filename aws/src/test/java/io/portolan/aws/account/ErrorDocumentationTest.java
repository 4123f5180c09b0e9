package io.portolan.aws.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table of codes in the documentation is the one in the code; with {@code -Dportolan.write} it is written. */
class ErrorDocumentationTest {
    private static final String BEGIN = "<!-- errors: written by ErrorDocumentationTest -->\n";
    private static final String END = "<!-- /errors -->";

    private static String table() {
        Map<Code, TreeSet<String>> codes = new TreeMap<>();
        ErrorTable.all()
                .forEach((nativeCode, code) ->
                        codes.computeIfAbsent(code, c -> new TreeSet<>()).add("`" + nativeCode + "`"));
        codes.computeIfAbsent(Code.NOT_FOUND, c -> new TreeSet<>()).add("`Invalid*.NotFound`");
        codes.computeIfAbsent(Code.QUOTA, c -> new TreeSet<>()).add("`*LimitExceeded`");
        codes.computeIfAbsent(Code.QUOTA, c -> new TreeSet<>()).add("`TooMany*`");
        codes.computeIfAbsent(Code.IN_USE, c -> new TreeSet<>()).add("`*InUse`");
        codes.computeIfAbsent(Code.ALREADY_EXISTS, c -> new TreeSet<>()).add("`*.Duplicate`");
        codes.computeIfAbsent(Code.INVALID, c -> new TreeSet<>()).add("`Invalid*`");
        StringBuilder table = new StringBuilder("| portable | native |\n|---|---|\n");
        codes.forEach((code, names) -> table.append("| ")
                .append(code)
                .append(" | ")
                .append(String.join(", ", names))
                .append(" |\n"));
        return table.toString();
    }

    @Test
    void theDocumentedCodesAreThoseOfTheCode() throws IOException {
        Path page = Path.of(System.getProperty("portolan.root", ".."), "docs", "providers", "aws.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (System.getProperty("portolan.write") != null) {
            Files.writeString(page, text.substring(0, begin) + table() + text.substring(end));
            return;
        }
        assertThat(text.substring(begin, end))
                .as("repeat with -Dportolan.write to write it")
                .isEqualTo(table());
    }
}
