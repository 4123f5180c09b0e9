package io.portolan.aws.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.dns.DnsName;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

class BatchesTest {
    private static final NativeId ZONE = NativeId.of("zone", "Z1");

    private static RecordEdit edit(String name, RecordType type, String value) {
        DnsName absolute = DnsName.parse(name + ".shop.example.");
        Mark mark = Mark.of("shop", Key.of(RecordSet.KIND, "shop/" + name + "/" + type));
        SetContent content = SetContent.of(
                List.of(ResourceRecordSet.builder()
                        .name(absolute.toString())
                        .type(RRType.fromValue(type.toString()))
                        .ttl(60L)
                        .resourceRecords(ResourceRecord.builder().value(value).build())
                        .build()),
                mark);
        return new RecordEdit(mark.key(), Value.of(ZONE), absolute, type, Optional.empty(), Value.of(content), content);
    }

    private static List<Step> cut(List<RecordEdit> edits) {
        RecordWorld world = new RecordWorld(List.of());
        BatchWriter writer = new BatchWriter(TestWorlds.route53(), e -> DnsName.parse("shop.example."));
        List<Step> steps = new ArrayList<>();
        collect(new Batches(world, writer).cut(edits).make(), steps);
        return steps;
    }

    private static void collect(Steps steps, List<Step> all) {
        if (steps instanceof Call<?> call) {
            all.add(call.step());
        }
        steps.children().forEach(child -> collect(child, all));
    }

    private static int elements(Step step) {
        int shares = step.arguments().values().stream()
                .filter(Registry.ShareChange.class::isInstance)
                .mapToInt(share -> ((Registry.ShareChange) share).elements())
                .sum();
        return step.keys().size() + shares;
    }

    @Test
    void aThousandNewRecordSetsAreTwoWrites() {
        List<RecordEdit> edits = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            edits.add(edit("r" + i, RecordType.A, "192.0.2.1"));
        }
        List<Step> steps = cut(edits);
        assertThat(steps)
                .hasSize(2)
                .allSatisfy(step -> assertThat(elements(step)).isLessThanOrEqualTo(Batches.MOST_ELEMENTS));
        assertThat(steps.stream().mapToInt(step -> step.keys().size()).sum()).isEqualTo(1000);
    }

    @Test
    void longValuesFillABatchByTheirCharacters() {
        List<RecordEdit> edits = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            edits.add(edit("t" + i, RecordType.TXT, "\"" + "x".repeat(3000) + "\""));
        }
        assertThat(cut(edits)).hasSize(3);
    }

    @Test
    void whatChangesAtOneNameIsInOneBatch() {
        List<RecordEdit> edits = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            edits.add(edit("r" + i, RecordType.A, "192.0.2.1"));
            edits.add(edit("r" + i, RecordType.AAAA, "2001:db8::1"));
        }
        Set<String> names = new HashSet<>();
        for (Step step : cut(edits)) {
            Set<String> here = new HashSet<>();
            step.arguments().keySet().stream()
                    .filter(name -> name.startsWith("r") && !name.endsWith(" was"))
                    .forEach(name -> here.add(name.substring(0, name.indexOf(' '))));
            assertThat(names).doesNotContainAnyElementsOf(here);
            names.addAll(here);
        }
        assertThat(names).hasSize(600);
    }
}
