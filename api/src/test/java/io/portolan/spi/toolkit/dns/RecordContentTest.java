package io.portolan.spi.toolkit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.dns.RecordSet;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordContentTest {
    private static final Mark MARK = Mark.of("shop", Key.of(RecordSet.KIND, "shop/www/A"));

    private static RecordContent www(String... values) {
        return RecordContent.of("www.shop.example", "A", 300, List.of(values));
    }

    @Test
    void theOrderOfValuesMeansNothing() {
        assertThat(www("192.0.2.2", "192.0.2.1")).isEqualTo(www("192.0.2.1", "192.0.2.2"));
    }

    @Test
    void theTextIsCanonicalAndNamesTheMark() {
        assertThat(www("192.0.2.2", "192.0.2.1")).hasToString("300 [192.0.2.1, 192.0.2.2]");
        assertThat(www("192.0.2.1").mark(MARK))
                .hasToString("300 [192.0.2.1] portolan owner=shop key=RecordSet/shop/www/A origin=CREATED hold=NONE");
        assertThat(www("192.0.2.1").deleted()).hasToString("deleted");
        assertThat(www().label()).isEqualTo("www.shop.example. A");
    }

    @Test
    void aMarkSurvivesItsText() {
        RecordContent marked = www("192.0.2.1").mark(MARK);
        assertThat(www("192.0.2.1").markedBy(marked.markText())).isEqualTo(marked);
        assertThat(marked.markedBy("by hand").mark()).isEmpty();
        assertThat(www("192.0.2.1").markText()).isEmpty();
    }

    @Test
    void whatIsMadeAnewAtAnotherVersionIsNotWhatWasDeleted() {
        NativeId zone = NativeId.of("zone", "z1");
        NativeRecordSet before = NativeRecordSet.of(zone, www("192.0.2.1"), "1");
        NativeRecordSet after = NativeRecordSet.of(zone, www("192.0.2.1"), "2");
        assertThat(after.nativeId()).isEqualTo(before.nativeId());
        assertThat(after.incarnation()).isNotEqualTo(before.incarnation());
        assertThat(after.claims()).isEqualTo(before.claims());
    }
}
