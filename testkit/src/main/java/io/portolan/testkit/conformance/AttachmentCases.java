package io.portolan.testkit.conformance;

import io.portolan.model.Kind;
import io.portolan.volume.Attachment;
import io.portolan.volume.Attachment.Mode;
import io.portolan.volume.Volume;
import io.portolan.volume.VolumeFeatures;
import java.util.List;

final class AttachmentCases extends KindCases<Attachment> {
    AttachmentCases(Declared declared) {
        super(declared);
    }

    @Override
    public Kind<Attachment> kind() {
        return Attachment.KIND;
    }

    @Override
    public Attachment spec(int n) {
        return at(n, 0);
    }

    private Attachment at(int volume, int instance) {
        return Attachment.of(ref(Volume.KIND, volume), declared().instance(instance))
                .build();
    }

    private static Attachment readOnly(Attachment attachment) {
        return attachment.toBuilder().mode(Mode.READ_ONLY).build();
    }

    @Override
    public List<Alteration<Attachment>> alterations() {
        return held(List.of(
                Alteration.of("the instance", spec(0), at(0, 1)),
                Alteration.of("the volume", spec(0), at(1, 0)),
                Alteration.of("mode", spec(0), readOnly(spec(0)))));
    }

    @Override
    public List<Sample<Attachment>> samples() {
        return List.of(
                Sample.of(VolumeFeatures.ATTACH, spec(0)),
                Sample.of(VolumeFeatures.ATTACH_READ_ONLY, readOnly(spec(0))));
    }

    @Override
    public void words(Attachment attachment, Words words) {
        words.reference("volume", attachment.volume())
                .put("instance", attachment.instance())
                .field("mode", attachment.mode(), Mode.READ_WRITE);
    }
}
