package io.portolan.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.dns.Answer;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordSet.Policy;
import io.portolan.model.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordSetsTest {
    private static String zone(String... records) {
        StringBuilder yaml = new StringBuilder("""
                apiVersion: portolan.io/v1
                kind: DnsZone
                metadata: {name: shop}
                spec:
                  dnsName: Shop.Example
                """);
        yaml.append(records.length == 0 ? "" : "  records:\n");
        List.of(records).forEach(r -> yaml.append("    - {").append(r).append("}\n"));
        return yaml.toString();
    }

    private static String set(String zone, String name) {
        return """
                apiVersion: portolan.io/v1
                kind: RecordSet
                metadata: {name: www}
                spec: {zone: %s, name: %s, type: A, values: [192.0.2.1]}
                """.formatted(zone, name);
    }

    private static List<String> keys(String yaml) {
        Manifest manifest = InMemory.manifest(yaml).load();
        assertThat(manifest.problems().text()).isEmpty();
        return manifest.stack().resources().keySet().stream().map(Key::toString).toList();
    }

    private static String only(String yaml) {
        List<Diagnostic> problems = InMemory.problems(yaml);
        assertThat(problems).as(problems.toString()).hasSize(1);
        return problems.get(0).toString();
    }

    @Test
    void keysAreDerivedWhereverASetStands() {
        assertThat(keys(zone(
                        "name: \"@\", type: A, values: [192.0.2.1]",
                        "name: WWW, type: A, values: [192.0.2.1]",
                        "name: deep.er, type: TXT, values: [x]",
                        "name: abs.shop.example., type: A, values: [192.0.2.1]",
                        "name: \"*\", type: A, values: [192.0.2.1]")))
                .containsExactly(
                        "DnsZone/shop",
                        "RecordSet/shop/@/A",
                        "RecordSet/shop/www/A",
                        "RecordSet/shop/deep.er/TXT",
                        "RecordSet/shop/abs/A",
                        "RecordSet/shop/*/A");
        assertThat(keys(set("shop", "www") + "---\n" + zone())).containsExactly("DnsZone/shop", "RecordSet/shop/www/A");
        assertThat(keys(set("{dnsName: example.com}", "www"))).containsExactly("RecordSet/example.com/www/A");
        assertThat(keys(set("{id: Z1}", "www.example.com."))).containsExactly("RecordSet/Z1/www.example.com./A");
        assertThat(keys(set("{stack: dns, name: main}", "www.example.com.")))
                .containsExactly("RecordSet/dns:main/www.example.com./A");
    }

    @Test
    void absoluteNamesAreNeededWhereTheZonesNameIsNotKnown() {
        assertThat(only(set("{id: Z1}", "www"))).startsWith("P054 test.yaml:4:30: this name has to be absolute");
        assertThat(only(set("{stack: dns, name: main}", "\"@\""))).startsWith("P054");
    }

    @Test
    void absoluteNamesLieInTheirZone() {
        assertThat(only(set("{dnsName: example.com}", "www.example.org."))).startsWith("P055");
    }

    @Test
    void namesThatRepeatTheirZoneAreRefused() {
        assertThat(only(zone("name: www.shop.example, type: A, values: [192.0.2.1]")))
                .isEqualTo("P052 test.yaml:7:14: this name would become www.shop.example.shop.example");
        assertThat(InMemory.problems(zone("name: shop.example, type: A, values: [192.0.2.1]"))
                        .get(0)
                        .help())
                .containsExactly("write `@`, or `shop.example.` with a dot at the end");
        assertThat(keys(zone("name: myshop, type: A, values: [192.0.2.1]"))).hasSize(2);
    }

    @Test
    void oneNameAndTypeIsOneSet() {
        assertThat(only(zone("name: www, type: A, values: [192.0.2.1]", "name: www, type: A, values: [192.0.2.2]")))
                .isEqualTo("P021 test.yaml:8:7: there are two RecordSet/shop/www/A in this stack");
        assertThat(only(zone("name: www, type: A, values: [192.0.2.1]") + "---\n" + set("shop", "www")))
                .startsWith("P021 test.yaml:9:1");
    }

    @Test
    void aCnameStandsAlone() {
        assertThat(only(zone("name: www, type: CNAME, values: [a.b.]", "name: www, type: TXT, values: [x]")))
                .isEqualTo("P056 test.yaml:7:25: a CNAME stands alone at its name");
    }

    @Test
    void theChoiceIsTheKey() {
        Manifest manifest = InMemory.manifest(zone(
                        "name: w, type: A, weighted: [{weight: 3, values: [192.0.2.1]}, {weight: 1, values: [192.0.2.2]}]",
                        "name: f, type: A, failover: [{values: [192.0.2.1], healthCheck: {port: 80}}, {values: [192.0.2.2]}]",
                        "name: g, type: A, geo: [{location: EU, values: [192.0.2.1]}, {location: default, values: [192.0.2.2]}]",
                        "name: l, type: A, latency: [{location: eu-central-1, values: [192.0.2.1]}]"))
                .load();

        assertThat(manifest.problems().text()).isEmpty();
        RecordSet weighted = (RecordSet) manifest.stack()
                .find(Key.parse("RecordSet/shop/w/A"))
                .orElseThrow()
                .spec();
        RecordSet geo = (RecordSet) manifest.stack()
                .find(Key.parse("RecordSet/shop/g/A"))
                .orElseThrow()
                .spec();
        assertThat(weighted.policy()).isEqualTo(Policy.WEIGHTED);
        assertThat(weighted.answers()).extracting(Answer::weight).containsExactly(3, 1);
        assertThat(geo.policy()).isEqualTo(Policy.GEO);
        assertThat(geo.answers()).extracting(a -> a.location().orElseThrow()).containsExactly("EU", "default");
    }

    @Test
    void oneOfTheChoicesIsNeeded() {
        assertThat(only(zone("name: www, type: A")))
                .startsWith("P015 test.yaml:7:7: a record set has one of these fields: values");
        assertThat(only(zone("name: www, type: A, values: [192.0.2.1], failover: [{values: [192.0.2.1]}]")))
                .isEqualTo("P015 test.yaml:7:49: a record set has either `values` or `failover`");
    }

    @Test
    void theModelsProblemsStandWhereTheirFieldsDo() {
        assertThat(only(zone("name: www, type: A, values: [192.0.2.1, x]")))
                .isEqualTo("P053 test.yaml:7:48: not a value of type A: 'x'");
        assertThat(only(zone("name: www, values: [192.0.2.1]"))).isEqualTo("P050 test.yaml:7:7: values need a type");
        assertThat(only(zone("name: www, type: A, weighted: [{weight: 0, values: [192.0.2.1]}]")))
                .startsWith("P050 test.yaml:7:38: nothing would be answered");
    }

    @Test
    void typesAreWrittenInCapitals() {
        Diagnostic problem = InMemory.problems(zone("name: www, type: cname, values: [a.b.]"))
                .get(0);

        assertThat(problem.suggestion()).contains("CNAME");
    }

    @Test
    void oneBadRecordHidesNoOther() {
        Manifest manifest = InMemory.manifest(
                        zone("name: a, type: A, values: 5", "name: b, type: A, values: [192.0.2.1]"))
                .load();

        assertThat(manifest.problems().all()).hasSize(1);
        assertThat(manifest.draft().resources()).hasSize(2);
    }
}
