package io.portolan.testkit.conformance;

import io.portolan.model.Kind;
import io.portolan.volume.Attachment;

/** The rules of attachments. */
public abstract class AttachmentConformance extends KindConformance<Attachment> {
    /** By the author's subclass. */
    protected AttachmentConformance() {}

    @Override
    final Kind<Attachment> kind() {
        return Attachment.KIND;
    }
}
