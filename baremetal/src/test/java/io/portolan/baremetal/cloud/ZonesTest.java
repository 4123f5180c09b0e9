package io.portolan.baremetal.cloud;

import static io.portolan.baremetal.cloud.Requests.all;
import static io.portolan.baremetal.cloud.Requests.id;
import static io.portolan.baremetal.cloud.Requests.of;
import static io.portolan.baremetal.cloud.Requests.upsert;
import static io.portolan.baremetal.cloud.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portolan.baremetal.cloud.CloudException.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZonesTest {
    @TempDir
    Path directory;

    private EmbeddedCloud cloud;
    private String zone;

    @BeforeEach
    void open() {
        cloud = EmbeddedCloud.open(directory, CloudOptions.defaults());
        zone = id(cloud.call("zone.create", of("name", "shop", "dnsName", "Shop.Example.")));
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Map<String, Object> change(Object... changes) {
        return cloud.call("zone.update", of("id", zone, "changes", List.of(changes)));
    }

    private List<Map<String, Object>> records() {
        return all(cloud, "records.list");
    }

    private static Map<String, Object> delete(String name, String type) {
        return of("action", "DELETE", "name", name, "type", type);
    }

    @Test
    void aBatchIsAllOrNothingAndNamesEachCulprit() {
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> change(
                        upsert("www.shop.example.", "A", "192.0.2.1"),
                        upsert("bad.shop.example.", "A", "192.0.2.999"),
                        upsert("www.elsewhere.example.", "A", "192.0.2.1"),
                        with(upsert("old.shop.example.", "A", "192.0.2.1"), "expect", "v1")))
                .satisfies(e -> assertThat(e.culprits())
                        .extracting(CloudException.Culprit::index, CloudException.Culprit::code)
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple(1, Code.INVALID),
                                org.assertj.core.groups.Tuple.tuple(2, Code.INVALID),
                                org.assertj.core.groups.Tuple.tuple(3, Code.CONFLICT)));
        assertThat(records()).isEmpty();
    }

    @Test
    void aCnameBecomesAnAddressOfTheSameNameInOneBatch() {
        change(upsert("www.shop.example.", "CNAME", "other.example."));
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> change(upsert("www.shop.example.", "A", "192.0.2.1")));
        change(delete("www.shop.example.", "CNAME"), upsert("www.shop.example.", "A", "192.0.2.1"));
        assertThat(records()).hasSize(1).first().extracting("type").isEqualTo("A");
    }

    @Test
    void aCnameCantStandAtTheApex() {
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> change(upsert("shop.example.", "CNAME", "other.example.")));
    }

    @Test
    void aSetIsChangedOnlyAtTheVersionThatWasSeen() {
        change(with(upsert("www.shop.example.", "A", "192.0.2.1"), "expect", "ABSENT"));
        Object seen = records().get(0).get("version");
        change(upsert("www.shop.example.", "A", "192.0.2.2"));
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> change(with(upsert("www.shop.example.", "A", "192.0.2.3"), "expect", seen)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.CONFLICT));
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> change(with(delete("www.shop.example.", "A"), "expect", seen)));
        change(with(delete("www.shop.example.", "A"), "expect", records().get(0).get("version")));
        change(delete("www.shop.example.", "A"));
        assertThat(records()).isEmpty();
    }

    @Test
    void aThousandSetsAreOneBatchAndFourPages() {
        var changes = new ArrayList<Object>();
        for (int i = 0; i < 1000; i++) {
            changes.add(upsert("n" + i + ".shop.example.", "A", "192.0.2.1"));
        }
        change(changes.toArray());
        int pages = 0;
        Object next = "";
        for (; next != null; pages++) {
            next = cloud.call("records.list", of("zones", List.of("shop.example."), "page", next))
                    .get("next");
        }
        assertThat(pages).isEqualTo(4);
        changes.add(upsert("more.shop.example.", "A", "192.0.2.1"));
        assertThatExceptionOfType(CloudException.class).isThrownBy(() -> change(changes.toArray()));
    }

    @Test
    void theSerialGrowsWithTheContentAndNotWithoutIt() {
        Object first = change(upsert("www.shop.example.", "A", "192.0.2.1")).get("serial");
        Object same = change(upsert("www.shop.example.", "A", "192.0.2.1")).get("serial");
        Object next = change(upsert("www.shop.example.", "A", "192.0.2.2")).get("serial");
        assertThat(same).isEqualTo(first);
        assertThat((Long) next).isGreaterThan((Long) first);
        change(delete("www.shop.example.", "A"));
        cloud.call("zone.delete", of("id", zone));
        assertThat((Long) cloud.call("zone.create", of("dnsName", "shop.example."))
                        .get("serial"))
                .isGreaterThan((Long) next);
    }

    @Test
    void aDnsNameIsThereOnce() {
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> cloud.call("zone.create", of("dnsName", "shop.example.")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.ALREADY_EXISTS))
                .satisfies(e -> assertThat(e.holder()).contains(zone));
    }

    @Test
    void choicesKeepTheirOrderWeightsAndChecks() {
        Map<String, Object> check = of("protocol", "HTTPS", "path", "/healthz", "interval", 200L);
        change(
                of(
                        "name",
                        "img.shop.example.",
                        "type",
                        "A",
                        "weighted",
                        List.of(
                                of("weight", 3L, "values", List.of("203.0.113.10")),
                                of("weight", 1L, "values", List.of("203.0.113.20")))),
                of(
                        "name",
                        "status.shop.example.",
                        "type",
                        "A",
                        "failover",
                        List.of(
                                of("values", List.of("203.0.113.10"), "healthCheck", check),
                                of("values", List.of("198.51.100.7")))));
        assertThat(Json.write(records()))
                .contains("\"weight\":3,\"values\":[\"203.0.113.10\"]", "\"path\":\"/healthz\"", "\"interval\":200");
    }

    @Test
    void anAliasToNothingIsRefused() {
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> change(of("name", "shop.example.", "type", "A", "alias", of("balancer", "lb-0"))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND));
    }
}
