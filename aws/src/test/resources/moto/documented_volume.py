"""EBS as its API reference says, where moto is too kind."""

import fnmatch
import threading

from documented import documented
from moto.core.utils import utcnow
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import elastic_block_store as ebs
from moto.ec2.models import instances

REFERENCE = "docs.aws.amazon.com/AWSEC2/latest/APIReference/"
GUIDE = "docs.aws.amazon.com/ebs/latest/userguide/"


def refused(code, message):
    return EC2ClientError(code, message)


documented("filters take wildcards, for the names of tags too", "docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html")


def matching(filters):
    """The values of a filter on the names of tags as a function of one thing."""
    return lambda names: any(fnmatch.fnmatchcase(name, value) for value in filters for name in names)


def narrowed(list_all):
    def described(self, ids=None, filters=None):
        filters = dict(filters or {})
        names = filters.pop("tag-key", None)
        found = list_all(self, ids, filters)
        if names is None:
            return found
        match = matching(names)
        return [thing for thing in found if match([tag["key"] for tag in thing.get_tags()])]

    return described


describe_volumes = narrowed(ebs.EBSBackend.describe_volumes)
describe_snapshots = narrowed(ebs.EBSBackend.describe_snapshots)
ebs.EBSBackend.describe_volumes = lambda self, volume_ids=None, filters=None: describe_volumes(self, volume_ids, filters)
ebs.EBSBackend.describe_snapshots = lambda self, snapshot_ids=None, filters=None: describe_snapshots(self, snapshot_ids, filters)


documented(
    "a volume has the sizes, operations and throughput of its type",
    GUIDE + "ebs-volume-types.html; " + REFERENCE + "API_CreateVolume.html: Iops, Throughput, Size",
)
TYPES = {
    # least and most GiB; least and most operations, and those for a GiB
    "gp3": (1, 65536, 3000, 80000, 500),
    "gp2": (1, 16384, None, None, None),
    "io2": (4, 65536, 100, 256000, 1000),
    "io1": (4, 16384, 100, 64000, 50),
    "st1": (125, 16384, None, None, None),
    "sc1": (125, 16384, None, None, None),
    "standard": (1, 1024, None, None, None),
}


def check(kind, size, iops, throughput):
    least, most, low, high, each = TYPES[kind]
    if not least <= size <= most:
        raise refused("InvalidParameterValue", f"Volume of {size}GiB is too small or too large for volume type {kind}")
    if iops is not None and low is None:
        raise refused("InvalidParameterCombination", f"The parameter iops is not supported for {kind} volumes.")
    if iops is not None and (not low <= iops <= high or iops > max(low, size * each)):
        raise refused("InvalidParameterCombination", f"Iops of {iops} is out of range for {kind} of {size}GiB")
    if throughput is not None and kind != "gp3":
        raise refused("InvalidParameterCombination", f"The parameter throughput is not supported for {kind} volumes.")
    if throughput is not None and not 125 <= throughput <= 2000:
        raise refused("InvalidParameterValue", f"Throughput of {throughput} is out of range")
    if throughput is not None and throughput > (iops or 3000) * 0.25:
        raise refused("InvalidParameterValue", f"Throughput (MiBps) to iops ratio of {throughput / (iops or 3000)} is too high; maximum is 0.250000 MiBps per iops")


create_volume = ebs.EBSBackend.create_volume


def create(self, size, zone_name, snapshot_id=None, *, volume_type=None, iops=None, throughput=None, **others):
    if size is not None:
        check(volume_type or "gp2", int(size), iops and int(iops), throughput and int(throughput))
        if snapshot_id and int(size) < self.get_snapshot(snapshot_id).volume_size:
            raise refused("InvalidParameterValue", "The volume is smaller than the snapshot")
    return create_volume(self, size, zone_name, snapshot_id, volume_type=volume_type, iops=iops, throughput=throughput, **others)


ebs.EBSBackend.create_volume = create


documented(
    "a volume only grows, is modified when the last modification is completed, and four times in 24 hours",
    REFERENCE + "API_ModifyVolume.html; " + REFERENCE + "errors-overview.html: IncorrectModificationState, VolumeModificationRateExceeded",
)
documented("a modification is modifying, then optimizing, then completed", GUIDE + "monitoring-volume-modifications.html")
modify_volume = ebs.EBSBackend.modify_volume
STATES = ["modifying"] + 6 * ["optimizing"] + ["completed"]


def state(self):
    """Each look brings it on."""
    return STATES[min(self.__dict__.setdefault("looks", 0), len(STATES) - 1)]


def modify(self, volume_id, target_size=None, target_volume_type=None, target_iops=None, target_throughput=None, target_multi_attach_enabled=None):
    volume = self.get_volume(volume_id)
    if volume.modifications and volume.modifications[-1].modification_state != "completed":
        raise refused("IncorrectModificationState", f"Volume {volume_id} is in {volume.modifications[-1].modification_state} state.")
    day = [m for m in volume.modifications if (utcnow() - m.start_time).total_seconds() < 24 * 3600]
    if len(day) >= 4:
        raise refused("VolumeModificationRateExceeded", f"You've reached the maximum modification rate per volume limit for {volume_id}.")
    if target_size is not None and int(target_size) < int(volume.size):
        raise refused("InvalidParameterValue", f"New size cannot be smaller than existing size ({volume.size}GiB)")
    kind = target_volume_type or volume.volume_type
    iops = target_iops or (volume.iops if kind == volume.volume_type else None)
    throughput = target_throughput or (volume.throughput if kind == volume.volume_type else None)
    check(kind, int(target_size or volume.size), iops and int(iops), throughput and int(throughput))
    before = volume.size
    changed = modify_volume(self, volume_id, target_size, target_volume_type, target_iops, target_throughput, target_multi_attach_enabled)
    modification = changed.modifications[-1]
    modification.original_size = before
    modification.target_size = int(target_size or before)
    modification.target_volume_type = kind
    return changed


ebs.VolumeModification.modification_state = property(state)
ebs.EBSBackend.modify_volume = modify


def modifications(self, volume_ids=None, filters=None):
    """The last of each volume."""
    states = (filters or {}).get("modification-state")
    found = []
    for volume in self.describe_volumes(volume_ids):
        if volume.modifications:
            last = volume.modifications[-1]
            if states is None or last.modification_state in states:
                found.append(Seen(last))
            last.looks += 1
    return found


class Seen:
    """A modification as it was at one look."""

    def __init__(self, modification):
        for name in ("volume_id", "target_size", "target_volume_type", "target_iops", "target_throughput", "target_multi_attach_enabled",
                     "original_size", "original_volume_type", "original_iops", "original_throughput", "original_multi_attach_enabled",
                     "start_time", "modification_state"):
            setattr(self, name, getattr(modification, name))
        self.progress = 50 if self.modification_state == "modifying" else 99


ebs.EBSBackend.describe_volumes_modifications = modifications


documented(
    "a volume is attached to a machine of its zone, under a free device name, and to one at a time unless it is multi-attach",
    REFERENCE + "API_AttachVolume.html; " + REFERENCE + "errors-overview.html: VolumeInUse, InvalidVolume.ZoneMismatch, IncorrectState",
)
documented("multi-attach volumes have an attachment for each machine", GUIDE + "ebs-volumes-multi.html")
attach_volume = ebs.EBSBackend.attach_volume
detach_volume = ebs.EBSBackend.detach_volume


def others(volume):
    return volume.__dict__.setdefault("more", {})


def attach(self, volume_id, instance_id, device_path, delete_on_termination=False):
    volume = self.get_volume(volume_id)
    instance = self.get_instance(instance_id)
    if instance.state not in ("running", "stopped", "pending"):
        raise refused("IncorrectState", f"Instance '{instance_id}' is not 'running' or 'stopped'.")
    if volume.attachment and not volume.multi_attach_enabled:
        raise refused("VolumeInUse", f"{volume_id} is already attached to an instance")
    if device_path in instance.block_device_mapping:
        raise refused("InvalidParameterValue", f"Invalid value '{device_path}' for unixDevice. Attachment point {device_path} is already in use")
    zone = instance.placement.zone
    if volume.zone and volume.zone.name != zone:
        raise refused("InvalidVolume.ZoneMismatch", f"The volume '{volume_id}' is not in the same availability zone as instance '{instance_id}'")
    first = volume.attachment
    made = attach_volume(self, volume_id, instance_id, device_path, delete_on_termination)
    if first:
        others(volume)[instance_id] = made
        volume.attachment = first
    return made


def detach(self, volume_id, instance_id, device_path=None):
    volume = self.get_volume(volume_id)
    instance = self.get_instance(instance_id)
    if instance_id in others(volume):
        gone = others(volume).pop(instance_id)
        instance.block_device_mapping.pop(gone.device, None)
        gone.status = "detached"
        return gone
    if volume.attachment and volume.attachment.instance.id != instance_id:
        raise refused("InvalidAttachment.NotFound", f"Volume '{volume_id}' is not attached to '{instance_id}'")
    if not volume.attachment:
        raise refused("IncorrectState", f"Volume '{volume_id}' is in the 'available' state.")
    gone = detach_volume(self, volume_id, instance_id, device_path)
    if others(volume):
        volume.attachment = others(volume).pop(next(iter(others(volume))))
    return gone


def attachments(self):
    return ([self.attachment] if self.attachment else []) + list(others(self).values())


ebs.EBSBackend.attach_volume = attach
ebs.EBSBackend.detach_volume = detach
ebs.Volume.attachments = property(attachments)


# No behaviour of AWS: machines have the same ids in each account, so that cases that are made for one account name machines of any other.
local = threading.local()
instance = instances.Instance.__init__


def initialised(self, ec2_backend, *arguments, **named):
    local.backend = ec2_backend
    instance(self, ec2_backend, *arguments, **named)


def next_id():
    local.backend.machines_made = local.backend.__dict__.get("machines_made", 0) + 1
    return "i-%017x" % local.backend.machines_made


instances.Instance.__init__ = initialised
instances.random_instance_id = next_id
