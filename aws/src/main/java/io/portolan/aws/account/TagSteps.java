package io.portolan.aws.account;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Diff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The tags of EC2's things: given in the call that makes a thing, later changed for many things in one call. Pure but for the calls in the steps. */
public final class TagSteps {
    private static final String MARK = "portolan-";

    private final Service<Ec2Client> ec2;

    /** With EC2's calls. */
    public TagSteps(Service<Ec2Client> ec2) {
        this.ec2 = ec2;
    }

    /** What a create gives as {@code TagSpecifications}: the tags of what is new, and some more. */
    public static List<TagSpecification> ofNew(ResourceType type, Change<?> change, Map<String, String> more) {
        Map<String, String> tags = new TreeMap<>(Tags.ofNew(change));
        tags.putAll(more);
        return List.of(TagSpecification.builder()
                .resourceType(type)
                .tags(Tags.list(tags, TagSteps::tag))
                .build());
    }

    /** EC2's tags by name. */
    public static Map<String, String> map(List<Tag> tags) {
        return Tags.map(tags, Tag::key, Tag::value);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    /** The tags that a thing is to have after a change, with some of its own that say what it is for; on a release neither those nor the mark. */
    public static Map<String, String> wanted(Change<?> change, AwsThing thing, Map<String, String> more) {
        Map<String, String> tags = new TreeMap<>(Tags.of(change, thing.nativeId(), thing.tags()));
        if (change.intent() != Change.Intent.RELEASE) {
            tags.putAll(more);
        }
        return tags;
    }

    /** Its tags without what we put there. */
    public static Map<String, String> unmarked(AwsThing thing) {
        Map<String, String> tags = new TreeMap<>(thing.tags());
        tags.keySet().removeIf(name -> name.startsWith(MARK));
        return tags;
    }

    /** The steps that give these things these tags: one call for all that lack the same, one for all that have the same too much. */
    public Steps change(Key key, Map<AwsThing, Map<String, String>> wanted) {
        Map<Map<String, String>, List<AwsThing>> set = new LinkedHashMap<>();
        Map<List<String>, List<AwsThing>> removed = new LinkedHashMap<>();
        wanted.forEach((thing, tags) -> {
            Diff<String, String, String> diff = Tags.diff(thing.tags(), tags);
            Map<String, String> missing = new TreeMap<>(diff.added());
            missing.putAll(diff.changed());
            if (!missing.isEmpty()) {
                set.computeIfAbsent(missing, m -> new ArrayList<>()).add(thing);
            }
            if (!diff.removed().isEmpty()) {
                List<String> names = diff.removed().keySet().stream().sorted().toList();
                removed.computeIfAbsent(names, n -> new ArrayList<>()).add(thing);
            }
        });
        List<Steps> steps = new ArrayList<>();
        set.forEach((tags, things) -> steps.add(create(key, things, Tags.list(tags, TagSteps::tag))));
        removed.forEach((names, things) -> steps.add(delete(key, things, names)));
        return Steps.sequence(steps);
    }

    /** The step that gives one thing, which may be still to come, these tags beside those that it has. */
    public Steps set(Key key, Value<NativeId> id, Map<String, String> tags) {
        Step step = ec2.step("CreateTags", "tags of " + id.map(NativeId::value), key)
                .with("Resources", id.map(thing -> List.of(thing.value())))
                .with("Tags", Tags.list(tags, TagSteps::tag));
        id.now().ifPresent(step::on);
        return step.call(run -> ec2.write(step, run, CreateTagsRequest.builder(), Ec2Client::createTags));
    }

    private Steps create(Key key, List<AwsThing> things, List<Tag> tags) {
        Step step = described("CreateTags", key, things).with("Tags", tags);
        return step.call(run -> ec2.write(step, run, CreateTagsRequest.builder(), Ec2Client::createTags));
    }

    private Steps delete(Key key, List<AwsThing> things, List<String> names) {
        List<Tag> tags =
                names.stream().map(name -> Tag.builder().key(name).build()).toList();
        Step step = described("DeleteTags", key, things).with("Tags", tags);
        return step.call(run -> ec2.write(step, run, DeleteTagsRequest.builder(), Ec2Client::deleteTags));
    }

    private Step described(String operation, Key key, List<AwsThing> things) {
        List<String> ids =
                things.stream().map(thing -> thing.nativeId().value()).toList();
        return ec2.step(operation, String.join(", ", ids), key)
                .on(things.stream().map(AwsThing::nativeId).toArray(NativeId[]::new))
                .with("Resources", ids);
    }
}
