package io.portolan.testkit.memory;

import io.portolan.Support;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.References;
import io.portolan.volume.Attachment;
import io.portolan.volume.Volume;
import io.portolan.volume.VolumeFeatures;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An attachment is one thing. A volume has one at a time, and a machine takes one at a time. */
final class AttachmentBlueprint implements Blueprint<Attachment> {
    @Override
    public Kind<Attachment> kind() {
        return Attachment.KIND;
    }

    @Override
    public Support support() {
        return Support.builder()
                .natively(VolumeFeatures.ATTACH, VolumeFeatures.ATTACH_READ_ONLY)
                .build();
    }

    @Override
    public List<String> types() {
        return List.of("attachment");
    }

    @Override
    public Set<Claim> claims(Attachment spec, References references) {
        return references
                .of(spec.volume(), Volume.ID)
                .now()
                .map(id -> Set.of(claim(id, spec.instance())))
                .orElse(Set.of());
    }

    @Override
    public Set<Claim> claims(Thing thing) {
        return thing.get("volume", NativeId.class)
                .map(id -> Set.of(claim(id, String.valueOf(thing.raw("instance")))))
                .orElse(Set.of());
    }

    private static Claim claim(NativeId volume, String instance) {
        return Claim.of("attachment", volume.value(), instance);
    }

    @Override
    public void draw(Attachment spec, Drawing drawing) {
        Attachment.Mode mode = drawing.resolve(
                spec.mode(),
                drawing.found("attachment", "attachment"),
                "mode",
                Attachment.Mode.class,
                Attachment.Mode.READ_WRITE);
        drawing.want("attachment", "attachment")
                .with("volume", drawing.references().of(spec.volume(), Volume.ID))
                .with("instance", spec.instance())
                .with("mode", mode)
                .fills(
                        Attachment.DEVICE,
                        thing -> thing.get("device", String.class).orElse(null))
                .alone(NativeId.of("instance", spec.instance()))
                .end();
    }

    @Override
    public @Nullable NativeId alone(Thing thing) {
        return NativeId.of("instance", String.valueOf(thing.raw("instance")));
    }

    @Override
    public <T> Optional<T> output(Bag bag, Output<T> output) {
        return output.equals(Attachment.DEVICE)
                ? bag.first("attachment").flatMap(t -> t.get("device")).map(output.type()::cast)
                : Optional.empty();
    }

    @Override
    public Optional<Attachment> view(Bag bag) {
        return bag.first("attachment")
                .map(thing -> Attachment.of(
                                Ref.id(
                                        Volume.KIND,
                                        thing.get("volume", NativeId.class)
                                                .map(NativeId::value)
                                                .orElse("?")),
                                String.valueOf(thing.raw("instance")))
                        .mode(thing.get("mode", Attachment.Mode.class).orElse(Attachment.Mode.READ_WRITE))
                        .build());
    }
}
