package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Reading costs what is there: no step looks at everything for each thing. */
class LargeStackTest {

    private static String zone(int records) {
        StringBuilder yaml = new StringBuilder("""
                apiVersion: portolan.io/v1
                kind: DnsZone
                metadata: {name: shop}
                spec:
                  dnsName: shop.example
                  records:
                """);
        for (int i = 0; i < records; i++) {
            yaml.append("    - {name: n")
                    .append(i)
                    .append(", type: A, values: [192.0.2.")
                    .append(i % 250 + 1)
                    .append("]}\n");
        }
        return yaml.toString();
    }

    private static long millis(String yaml, int resources) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            Manifest manifest = InMemory.manifest(yaml).load();
            best = Math.min(best, (System.nanoTime() - start) / 1_000_000);
            assertThat(manifest.stack().resources()).hasSize(resources);
        }
        return Math.max(1, best);
    }

    @Test
    void tenTimesTheRecordsAreNotAHundredTimesTheWork() {
        millis(zone(2_000), 2_001);
        long small = millis(zone(2_000), 2_001);
        long large = millis(zone(20_000), 20_001);

        System.out.printf("2,000 record sets are read in %,d ms, 20,000 in %,d ms%n", small, large);
        assertThat(large).isLessThan(40 * small + 500);
    }

    @Test
    void aFileThatIsAllMistakesIsAnswered() {
        String yaml = zone(20_000).replace("type: A", "tipe: A");
        Problems problems = InMemory.manifest(yaml).load().problems();

        assertThat(problems.errors()).isEqualTo(10_001);
        assertThat(problems.text())
                .contains("did you mean `type`?", "there are more problems than the 10000 that are listed");
    }
}
