package io.portolan.aws.volume;

import io.portolan.aws.account.Service;
import io.portolan.aws.account.Tags;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Diff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Steps that write tags of EC2's things. Pure. */
final class TagSteps {
    private final Service<Ec2Client> ec2;

    TagSteps(Service<Ec2Client> ec2) {
        this.ec2 = ec2;
    }

    static List<TagSpecification> ofNew(ResourceType type, Map<String, String> tags) {
        return List.of(
                TagSpecification.builder().resourceType(type).tags(list(tags)).build());
    }

    static List<Tag> list(Map<String, String> tags) {
        return Tags.list(
                tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }

    static Map<String, String> map(List<Tag> tags) {
        return Tags.map(tags, Tag::key, Tag::value);
    }

    /** What takes the tags of a thing to the wanted ones; nothing when they are so. */
    Steps change(Key key, NativeId id, Map<String, String> there, Map<String, String> wanted) {
        Diff<String, String, String> diff = Tags.diff(there, wanted);
        Map<String, String> set = new LinkedHashMap<>(diff.added());
        set.putAll(diff.changed());
        List<Steps> steps = new ArrayList<>(2);
        if (!set.isEmpty()) {
            steps.add(set(key, Value.of(id), set));
        }
        if (!diff.removed().isEmpty()) {
            steps.add(remove(key, id, List.copyOf(diff.removed().keySet())));
        }
        return Steps.sequence(steps);
    }

    Steps set(Key key, Value<NativeId> id, Map<String, String> tags) {
        Step step = ec2.step("CreateTags", "tags of " + id.map(NativeId::value), key)
                .with("Resources", id.map(thing -> List.of(thing.value())))
                .with("Tags", list(tags));
        id.now().ifPresent(step::on);
        return step.call(run -> ec2.write(step, run, CreateTagsRequest.builder(), Ec2Client::createTags));
    }

    private Steps remove(Key key, NativeId id, List<String> names) {
        List<Tag> tags = names.stream()
                .sorted()
                .map(name -> Tag.builder().key(name).build())
                .toList();
        Step step = ec2.step("DeleteTags", "tags of " + id.value(), key)
                .on(id)
                .with("Resources", List.of(id.value()))
                .with("Tags", tags);
        return step.call(run -> ec2.write(step, run, DeleteTagsRequest.builder(), Ec2Client::deleteTags));
    }
}
