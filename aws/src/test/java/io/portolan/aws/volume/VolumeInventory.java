package io.portolan.aws.volume;

import io.portolan.aws.Inventory;
import io.portolan.aws.MotoAccount;
import io.portolan.model.NativeId;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DetachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** Volumes with their attachments, and snapshots on moto; the machines' own root volumes are left out. */
public final class VolumeInventory implements Inventory {
    private static final String ROOT = "/dev/sda1";

    @Override
    public void census(MotoAccount account, Map<NativeId, String> all) {
        try (Ec2Client client = account.client(Ec2Client.builder())) {
            for (Volume volume : client.describeVolumes().volumes()) {
                boolean root =
                        volume.attachments().stream().anyMatch(a -> a.device().equals(ROOT));
                if (!root) {
                    all.put(NativeId.of("volume", volume.volumeId()), volume.size() + " " + volume.tags());
                    for (VolumeAttachment attachment : volume.attachments()) {
                        all.put(Held.id(volume.volumeId(), attachment.instanceId()), attachment.device());
                    }
                }
            }
            // Snapshots of images are everybody's.
            for (Snapshot snapshot :
                    client.describeSnapshots(r -> r.ownerIds("self")).snapshots()) {
                all.put(NativeId.of("snapshot", snapshot.snapshotId()), String.valueOf(snapshot.tags()));
            }
        }
    }

    /** A detach and the end of an attachment's mark are deletes of what has no id of AWS. */
    @Override
    public boolean received(SdkRequest request, Map<String, Object> arguments) {
        if (request instanceof DetachVolumeRequest detach) {
            arguments.put("id", detach.volumeId() + ":" + detach.instanceId());
            if (detach.force() != null) {
                arguments.put("Force", detach.force());
            }
            return true;
        }
        if (request instanceof DeleteTagsRequest tags && tags.tags().size() == 1) {
            List<String> volumes = tags.resources();
            String prefix = Held.tagName("");
            String name = tags.tags().get(0).key();
            if (name.startsWith(prefix)) {
                arguments.put("id", volumes.get(0) + ":" + name.substring(prefix.length()));
                return true;
            }
        }
        return false;
    }
}
