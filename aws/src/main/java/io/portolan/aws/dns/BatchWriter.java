package io.portolan.aws.dns;

import io.portolan.Impact;
import io.portolan.PortolanException;
import io.portolan.aws.account.Service;
import io.portolan.dns.DnsName;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Poll;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Running;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.dns.RecordDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Writes one batch of one zone, all or nothing, and waits until Route 53's servers answer with it. */
final class BatchWriter {
    /** "Changes generally propagate to all name servers within 60 seconds" (API reference, {@code ChangeResourceRecordSets}). */
    private static final Duration MOST = Duration.ofMinutes(10);

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Service<Route53Client> route53;
    private final Function<RecordEdit, DnsName> zoneNames;

    BatchWriter(Service<Route53Client> route53, Function<RecordEdit, DnsName> zoneNames) {
        this.route53 = route53;
        this.zoneNames = zoneNames;
    }

    /** The name of a change's zone, which may be about to be made. */
    DnsName zoneName(RecordEdit edit) {
        return zoneNames.apply(edit);
    }

    /**
     * The step of a batch. Each record set is an argument of its own, so that what is left of a batch is recognised; what was read, and the registry's
     * shares, are conditions.
     */
    Steps write(List<RecordEdit> edits, Map<String, Registry.ShareChange> shares) {
        Value<NativeId> zone = edits.get(0).zone();
        String summary = edits.size() == 1 ? edits.get(0).label() : edits.size() + " changes in one batch";
        Step step = route53.step(
                        "ChangeResourceRecordSets",
                        summary,
                        edits.stream().map(RecordEdit::key).distinct().toList())
                .at(zone.map(RecordDriver::place))
                .repeat(Repeat.PRECONDITION)
                .with("HostedZoneId", zone.map(NativeId::value));
        zone.now().ifPresent(step::exclusive);
        for (RecordEdit edit : edits) {
            step.with(edit.label(), edit.shown()).condition(edit.conditionName(), edit.shownWas());
            if (edit.isDelete()) {
                step.impact(edit.key(), Impact.DELETES);
            }
            edit.before().ifPresent(set -> step.on(set.nativeId()));
        }
        shares.forEach(step::condition);
        return step.call(run -> send(step, run, edits, List.copyOf(shares.keySet())))
                .until("Route 53 answers with it (INSYNC)", this::isInSync, MOST, Call.OnTimeout.FAIL);
    }

    private String send(Step step, Running run, List<RecordEdit> edits, List<String> shares) {
        List<software.amazon.awssdk.services.route53.model.Change> deletes = new ArrayList<>();
        List<software.amazon.awssdk.services.route53.model.Change> creates = new ArrayList<>();
        for (RecordEdit edit : edits) {
            SetContent was = run.get(edit.conditionName(), SetContent.class);
            SetContent after = run.get(edit.label(), SetContent.class);
            if (!was.sets().equals(after.sets())) {
                was.sets().forEach(set -> deletes.add(change(ChangeAction.DELETE, set)));
                after.sets().forEach(set -> creates.add(change(ChangeAction.CREATE, set)));
            }
        }
        for (String share : shares) {
            Registry.ShareChange change = run.get(share, Registry.ShareChange.class);
            if (change.before() != null) {
                deletes.add(change(ChangeAction.DELETE, change.before()));
            }
            if (change.after() != null) {
                creates.add(change(ChangeAction.CREATE, change.after()));
            }
        }
        deletes.addAll(creates);
        ChangeResourceRecordSetsRequest request = ChangeResourceRecordSetsRequest.builder()
                .hostedZoneId(run.get("HostedZoneId", String.class))
                .changeBatch(batch -> batch.changes(deletes))
                .build();
        try {
            var answer = route53.send(step, request, Route53Client::changeResourceRecordSets);
            // A list shows every change at once, propagated or not, so nothing has to be remembered as gone.
            return answer.changeInfo().id();
        } catch (PortolanException e) {
            throw ChangeErrors.blame(e, edits);
        }
    }

    private static software.amazon.awssdk.services.route53.model.Change change(
            ChangeAction action, ResourceRecordSet set) {
        return software.amazon.awssdk.services.route53.model.Change.builder()
                .action(action)
                .resourceRecordSet(set)
                .build();
    }

    private Poll.Progress isInSync(Running run, String change, io.portolan.spi.driver.Reads reads) {
        String id = Zone.id(change);
        ChangeStatus status = reads.once(
                route53.call("GetChange"),
                id,
                () -> route53.read("GetChange", id, client -> client.getChange(request -> request.id(id)))
                        .changeInfo()
                        .status());
        return status == ChangeStatus.INSYNC ? Poll.Progress.done() : Poll.Progress.again(AGAIN);
    }
}
