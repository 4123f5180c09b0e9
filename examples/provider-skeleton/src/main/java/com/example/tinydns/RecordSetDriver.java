package com.example.tinydns;

import com.example.tinydns.TinyDnsApi.Rrset;
import io.portolan.Support;
import io.portolan.dns.DnsFeatures;
import io.portolan.dns.RecordSet;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.toolkit.Things;
import io.portolan.spi.toolkit.dns.NativeRecordSet;
import io.portolan.spi.toolkit.dns.RecordContent;
import io.portolan.spi.toolkit.dns.RecordDriver;
import io.portolan.spi.toolkit.dns.RecordEdit;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Record sets: changed in atomic batches of a zone, each at the version that was read, marked in their comments. */
final class RecordSetDriver implements RecordDriver {
    static final Support SUPPORT = Support.builder()
            .natively(DnsFeatures.types("A", "AAAA", "CAA", "CNAME", "MX", "NS", "SRV", "TXT"))
            .within(DnsFeatures.TTL, Duration.ofMinutes(1), Duration.ofDays(1))
            .natively(DnsFeatures.WILDCARD)
            .build();

    private final TinyDnsApi api;

    RecordSetDriver(TinyDnsApi api) {
        this.api = api;
    }

    @Override
    public Support support() {
        return SUPPORT;
    }

    @Override
    public Observation<Things<NativeRecordSet>> observe(Scope<RecordSet> scope, Reads reads) {
        Things.Builder<NativeRecordSet> seen = Things.of(this, scope);
        List<Zone> zones = seen.read(
                        Place.of("list", "zones"), Set.of(), () -> reads.once("zones.list", "", api::zones))
                .orElse(List.of());
        RecordDriver.zones(scope, zones)
                .forEach((zone, keys) -> seen.read(
                                RecordDriver.place(zone),
                                keys,
                                () -> reads.once("records.list", zone, () -> api.records(zone.value())))
                        .ifPresent(sets -> sets.forEach(set -> seen.add(read(zone, set)))));
        return seen.observation().build();
    }

    @Override
    public int mostEdits() {
        return 500;
    }

    @Override
    public Steps write(List<RecordEdit> edits) {
        return RecordDriver.step("records.change", edits)
                .repeat(Repeat.PRECONDITION)
                .call(run -> {
                    List<Rrset> sets = edits.stream()
                            .map(edit -> written(edit.sent(run), edit.condition(run)))
                            .toList();
                    int changed = api.change(run.get("zone", NativeId.class).value(), sets);
                    edits.forEach(edit -> edit.report(run));
                    return changed;
                });
    }

    private static NativeRecordSet read(NativeId zone, Rrset set) {
        RecordContent content = RecordContent.of(set.name(), set.type(), set.ttl(), set.values());
        return NativeRecordSet.of(zone, content.markedBy(set.comment()), set.version());
    }

    private static Rrset written(RecordContent set, String version) {
        String name = set.name().toString();
        String type = set.type().toString();
        return new Rrset(name, type, set.ttl().toSeconds(), set.values(), set.markText(), version);
    }
}
