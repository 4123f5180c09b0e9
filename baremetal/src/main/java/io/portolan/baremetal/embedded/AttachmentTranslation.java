package io.portolan.baremetal.embedded;

import io.portolan.Support;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import io.portolan.volume.Attachment;
import io.portolan.volume.Volume;
import io.portolan.volume.VolumeFeatures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Attachments: links to volumes' files. A volume has one at a time, so the old one goes before the new one comes. */
final class AttachmentTranslation implements Translation<Attachment> {
    @Override
    public Kind<Attachment> kind() {
        return Attachment.KIND;
    }

    @Override
    public String part() {
        return "attachment";
    }

    @Override
    public Support support() {
        return Support.builder()
                .natively(VolumeFeatures.ATTACH)
                .unsupported(VolumeFeatures.ATTACH_READ_ONLY)
                .build();
    }

    @Override
    public Set<Claim> claims(Attachment spec, References references) {
        String volume = Outputs.id(references, spec.volume())
                .now()
                .map(NativeValue::toString)
                .orElse(spec.volume().toString());
        return Set.of(claim(volume));
    }

    @Override
    public Set<Claim> held(Native thing) {
        return Set.of(claim(thing.text("volume")));
    }

    private static Claim claim(String volume) {
        return Claim.of("attachment of volume", volume);
    }

    @Override
    public Set<NativeId> uses(Native thing) {
        return Set.of(NativeId.of("volume", thing.text("volume")));
    }

    @Override
    public Map<String, Value<NativeValue>> fields(
            Key key, Attachment spec, References references, Optional<Native> there) {
        var fields = new LinkedHashMap<String, Value<NativeValue>>();
        fields.put("volume", Outputs.id(references, spec.volume()));
        fields.put("instance", Value.of(NativeValue.of(spec.instance())));
        return fields;
    }

    @Override
    public Set<String> fixed(Optional<Native> there) {
        return Set.of("volume", "instance");
    }

    @Override
    public boolean retiresFirst() {
        return true;
    }

    @Override
    public String summary(Attachment spec, World world) {
        return "to " + spec.instance();
    }

    @Override
    public List<Output<?>> assigned() {
        return List.of(Attachment.DEVICE);
    }

    @Override
    public <T> Optional<T> output(Native thing, Output<T> output) {
        return output.equals(Attachment.DEVICE)
                ? Optional.of(output.type().cast(thing.text("file")))
                : Optional.empty();
    }

    @Override
    public Attachment spec(Native thing, World world) {
        return Attachment.of(
                        world.reference(Volume.KIND, NativeId.of("volume", thing.text("volume"))),
                        thing.text("instance"))
                .mode(Attachment.Mode.READ_WRITE)
                .build();
    }

    @Override
    public List<String> describe(Native thing) {
        return List.of("attachment " + thing.text("id") + " to " + thing.text("instance"), thing.text("file"));
    }
}
