package io.portolan.testkit.conformance;

import io.portolan.model.Kind;
import io.portolan.volume.Volume;

/** The rules of volumes. */
public abstract class VolumeConformance extends KindConformance<Volume> {
    /** By the author's subclass. */
    protected VolumeConformance() {}

    @Override
    final Kind<Volume> kind() {
        return Volume.KIND;
    }
}
