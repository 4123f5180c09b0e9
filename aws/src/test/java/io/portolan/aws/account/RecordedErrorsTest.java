package io.portolan.aws.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The error codes of the real AWS, as recorded by cloud-custodian's tests. */
class RecordedErrorsTest {
    @Test
    void everyRecordedCodeHasAMeaning() throws IOException {
        Path folder = Path.of(System.getProperty("portolan.shared", ""), "recordings", "aws", "c7n-placebo");
        Assumptions.assumeTrue(Files.isDirectory(folder), "the recordings of cloud-custodian are absent");
        Map<String, String> codes = new TreeMap<>();
        ObjectMapper json = new ObjectMapper();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                JsonNode code =
                        json.readTree(file.toFile()).path("data").path("Error").path("Code");
                if (code.isTextual()) {
                    codes.put(code.asText(), file.getFileName().toString());
                }
            }
        }
        assertThat(codes)
                .hasSizeGreaterThan(5)
                .allSatisfy((code, where) -> assertThat(ErrorTable.meaning(code))
                        .as("%s of %s", code, where)
                        .isPresent());
        System.out.println("recorded error codes with a meaning: " + codes.size() + " of " + codes.size());
    }
}
