package io.portolan.aws.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextValueTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain|\"plain\"",
                "a \"b\"|\"a \\\"b\\\"\"",
                "back\\slash|\"back\\\\slash\"",
                "v=1; k=\u00e9|\"v=1; k=\\303\\251\"",
            })
    void textIsQuotedAndEscaped(String text, String value) {
        assertThat(TextValue.quoted(text)).isEqualTo(value);
        assertThat(TextValue.plain(value)).isEqualTo(text);
    }

    @Test
    void stringsHaveUpTo255Octets() {
        String text = "x".repeat(600);
        assertThat(TextValue.quoted(text))
                .isEqualTo("\"" + "x".repeat(255) + "\" \"" + "x".repeat(255) + "\" \"" + "x".repeat(90) + "\"");
        assertThat(TextValue.plain(TextValue.quoted(text))).isEqualTo(text);
    }

    @Test
    void everyTextComesBack() {
        Random random = new Random(7);
        String letters = "ab \"\\;=\u00e9\u4e2d01";
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(700);
            for (int n = 0; n < length; n++) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(TextValue.plain(TextValue.quoted(text.toString()))).isEqualTo(text.toString());
        }
    }

    @Test
    void namesAreReadFromOctal() {
        assertThat(Octal.decoded("\\052.shop.example.")).isEqualTo("*.shop.example.");
        assertThat(Octal.decoded("a\\100b.example.")).isEqualTo("a@b.example.");
        assertThat(Octal.decoded("plain.example.")).isEqualTo("plain.example.");
    }
}
