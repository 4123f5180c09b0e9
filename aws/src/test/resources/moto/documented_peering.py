"""Peering connections as EC2's API reference says, where moto is too kind."""

from documented import documented
from moto.ec2 import exceptions
from moto.ec2.models import vpc_peering_connections

REFERENCE = "docs.aws.amazon.com/AWSEC2/latest/APIReference/"
GUIDE = "docs.aws.amazon.com/vpc/latest/peering/"
LIVE = ("initiating-request", "pending-acceptance", "provisioning", "active", "deleting")
NEXT = {"initiating-request": "pending-acceptance", "provisioning": "active", "deleting": "deleted"}

documented("a second peering connection between two VPCs is refused", REFERENCE + "errors-overview.html: VpcPeeringConnectionAlreadyExists")
documented("a peering connection of overlapping blocks fails", GUIDE + "vpc-peering-basics.html: Failed")
documented("one that is asked for is initiating, one that is accepted is provisioning, one that is deleted is deleting for a while", GUIDE + "vpc-peering-basics.html: VPC peering connection lifecycle")
documented("one that is deleted can't be deleted again", REFERENCE + "errors-overview.html: InvalidVpcPeeringConnectionID.NotFound")
documented("tags of a peering connection belong to an account and a region", GUIDE + "working-with-vpc-peering.html; recordings/aws/c7n-placebo/test_peer_cross_account")

Backend = vpc_peering_connections.VPCPeeringConnectionBackend
create_of = Backend.create_vpc_peering_connection
accept_of = Backend.accept_vpc_peering_connection
delete_of = Backend.delete_vpc_peering_connection
describe_of = Backend.describe_vpc_peering_connections


def create_vpc_peering_connection(self, vpc, peer_vpc, tags=None):
    pair = {vpc.id, peer_vpc.id}
    for pcx in self.vpc_pcxs.values():
        if {pcx.vpc.id, pcx.peer_vpc.id} == pair and pcx._status.code in LIVE:
            raise exceptions.EC2ClientError("VpcPeeringConnectionAlreadyExists", f"A VPC peering connection between {vpc.id} and {peer_vpc.id} exists already: {pcx.id}")
    made = create_of(self, vpc, peer_vpc, tags)
    if overlap(vpc, peer_vpc):
        made._status.code = "failed"
        made._status.message = "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range"
    else:
        made._status.initiating()
    return made


def overlap(one, other):
    import ipaddress

    def blocks(vpc):
        return [ipaddress.ip_network(a["cidr_block"]) for a in vpc.get_cidr_block_association_set(ipv6=False)]

    return any(a.overlaps(b) for a in blocks(one) for b in blocks(other))


def accept_vpc_peering_connection(self, vpc_pcx_id):
    pcx = accept_of(self, vpc_pcx_id)
    pcx._status.code = "provisioning"
    pcx._status.message = "Provisioning"
    return pcx


def delete_vpc_peering_connection(self, vpc_pcx_id):
    pcx = self.get_vpc_peering_connection(vpc_pcx_id)
    if pcx._status.code not in LIVE:
        raise exceptions.InvalidVPCPeeringConnectionIdError(vpc_pcx_id)
    delete_of(self, vpc_pcx_id)
    pcx._status.code = "deleting"
    return pcx


class Shown:
    """A peering connection as one account and region sees it, as it was when it was listed."""

    def __init__(self, pcx, backend):
        self.id = self.vpc_peering_connection_id = pcx.id
        self.status = dict(pcx.status)
        self.requester_vpc_info = pcx.requester_vpc_info
        self.accepter_vpc_info = pcx.accepter_vpc_info
        self.tags = backend.describe_tags(filters={"resource-id": [pcx.id]})
        self.tag_set = self.tag_list = self.tags


def describe_vpc_peering_connections(self, vpc_peering_ids=None):
    for id_ in vpc_peering_ids or []:
        self.get_vpc_peering_connection(id_)
    found = describe_of(self, vpc_peering_ids)
    answer = [Shown(pcx, self) for pcx in found]
    for pcx in self.vpc_pcxs.values():
        pcx._status.code = NEXT.get(pcx._status.code, pcx._status.code)
    return answer


Backend.create_vpc_peering_connection = create_vpc_peering_connection
Backend.accept_vpc_peering_connection = accept_vpc_peering_connection
Backend.delete_vpc_peering_connection = delete_vpc_peering_connection
Backend.describe_vpc_peering_connections = describe_vpc_peering_connections
