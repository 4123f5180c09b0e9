package io.portolan.aws.loadbalancer;

import io.portolan.aws.account.Account;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.TagSteps;
import io.portolan.aws.account.Tags;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.toolkit.Diff;
import io.portolan.spi.toolkit.Marks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.AddTagsToCertificateRequest;
import software.amazon.awssdk.services.acm.model.RemoveTagsFromCertificateRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** Gives the parts of a balancer the tags that they are to have: labels and mark, or no mark any more. Balancers and groups that need the same get it in one call. */
final class PartTags {
    /** AddTags is sent for so many at a time, as DescribeTags is. */
    private static final int MOST = 20;

    private final Account account;
    private final Change<?> change;

    PartTags(Account account, Change<?> change) {
        this.account = account;
        this.change = change;
    }

    Steps of(Collection<AwsThing> things) {
        Map<Map<String, String>, List<AwsThing>> set = new LinkedHashMap<>();
        Map<List<String>, List<AwsThing>> removed = new LinkedHashMap<>();
        List<Steps> steps = new ArrayList<>();
        for (AwsThing thing : things) {
            Map<String, String> wanted = Tags.of(change, thing.nativeId(), thing.tags());
            Diff<String, String, String> diff = Tags.diff(thing.tags(), wanted);
            if (diff.isEmpty() || isLagging(thing)) {
                continue;
            }
            Map<String, String> missing = new TreeMap<>(diff.added());
            missing.putAll(diff.changed());
            List<String> names = diff.removed().keySet().stream().sorted().toList();
            if (thing.is(Parts.BALANCER) || thing.is(Parts.GROUP)) {
                set.computeIfAbsent(missing, m -> new ArrayList<>()).add(thing);
                removed.computeIfAbsent(names, n -> new ArrayList<>()).add(thing);
            } else if (thing.is(Parts.FIREWALL)) {
                steps.add(new TagSteps(account.ec2()).change(change.key(), Map.of(thing, wanted)));
            } else {
                steps.add(certificate(thing, missing, names));
            }
        }
        set.forEach((tags, some) -> chunks(some).forEach(chunk -> steps.add(add(chunk, tags))));
        removed.forEach((names, some) -> chunks(some).forEach(chunk -> steps.add(remove(chunk, names))));
        return Steps.parallel(steps);
    }

    /** Whether a thing's tags are only not to be seen yet: our own call gave them, and the journal knows what they say. */
    private boolean isLagging(AwsThing thing) {
        return change.intent() == Change.Intent.APPLY
                && Marks.fromTags(thing.tags()).isEmpty()
                && thing.mark().equals(Optional.of(change.mark(thing.nativeId())));
    }

    private static List<List<AwsThing>> chunks(List<AwsThing> things) {
        List<List<AwsThing>> chunks = new ArrayList<>();
        for (int from = 0; from < things.size(); from += MOST) {
            chunks.add(things.subList(from, Math.min(things.size(), from + MOST)));
        }
        return chunks;
    }

    private static Step on(Step step, List<AwsThing> things) {
        return step.on(things.stream().map(AwsThing::nativeId).toArray(NativeId[]::new));
    }

    private static List<String> ids(List<AwsThing> things) {
        return things.stream().map(t -> t.nativeId().value()).toList();
    }

    private Steps add(List<AwsThing> things, Map<String, String> tags) {
        if (tags.isEmpty()) {
            return Steps.none();
        }
        var balancing = account.balancing();
        Step step = on(balancing.step("AddTags", change.key().name(), change.key()), things)
                .with("ResourceArns", ids(things))
                .with(
                        "Tags",
                        Tags.list(tags, (k, v) -> Tag.builder().key(k).value(v).build()));
        return step.call(
                run -> balancing.write(step, run, AddTagsRequest.builder(), ElasticLoadBalancingV2Client::addTags));
    }

    private Steps remove(List<AwsThing> things, List<String> names) {
        if (names.isEmpty()) {
            return Steps.none();
        }
        var balancing = account.balancing();
        Step step = on(balancing.step("RemoveTags", change.key().name(), change.key()), things)
                .with("ResourceArns", ids(things))
                .with("TagKeys", names);
        return step.call(run ->
                balancing.write(step, run, RemoveTagsRequest.builder(), ElasticLoadBalancingV2Client::removeTags));
    }

    private Steps certificate(AwsThing thing, Map<String, String> missing, List<String> names) {
        List<Steps> steps = new ArrayList<>();
        var acm = account.acm();
        String arn = thing.nativeId().value();
        if (!missing.isEmpty()) {
            Step step = on(acm.step("AddTagsToCertificate", arn, change.key()), List.of(thing))
                    .with("CertificateArn", arn)
                    .with(
                            "Tags",
                            Tags.list(missing, (k, v) -> acmTag(k).value(v).build()));
            steps.add(step.call(run ->
                    acm.write(step, run, AddTagsToCertificateRequest.builder(), AcmClient::addTagsToCertificate)));
        }
        if (!names.isEmpty()) {
            Step step = on(acm.step("RemoveTagsFromCertificate", arn, change.key()), List.of(thing))
                    .with("CertificateArn", arn)
                    .with("Tags", names.stream().map(n -> acmTag(n).build()).toList());
            steps.add(step.call(run -> acm.write(
                    step, run, RemoveTagsFromCertificateRequest.builder(), AcmClient::removeTagsFromCertificate)));
        }
        return Steps.sequence(steps);
    }

    private static software.amazon.awssdk.services.acm.model.Tag.Builder acmTag(String key) {
        return software.amazon.awssdk.services.acm.model.Tag.builder().key(key);
    }
}
