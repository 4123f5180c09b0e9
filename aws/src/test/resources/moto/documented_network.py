"""Networks, firewalls and addresses as EC2's API reference says, where moto is too kind."""

from documented import documented
from moto.ec2 import exceptions
from moto.ec2.models import elastic_ip_addresses, internet_gateways, nat_gateways, route_tables, security_groups, subnets, vpcs

REFERENCE = "docs.aws.amazon.com/AWSEC2/latest/APIReference/"
ERRORS = REFERENCE + "errors-overview.html"


def violation(what, why):
    return exceptions.EC2ClientError("DependencyViolation", f"{what} has dependencies and cannot be deleted ({why})")


def live_nats(backend):
    return [nat for nat in backend.nat_gateways.values() if nat.state not in ("deleted", "failed")]


documented(
    "a NAT gateway is pending for a while, is deleting for a while, and gives its address back when it is deleted",
    "docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html",
)
documented("a NAT gateway in a VPC without internet gateway fails", "docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html")
documented("a NAT gateway that is not there is NatGatewayNotFound", ERRORS)

NEXT = {"pending": "available", "deleting": "deleted"}
create_nat = nat_gateways.NatGatewayBackend.create_nat_gateway
describe_nats = nat_gateways.NatGatewayBackend.describe_nat_gateways


def create_nat_gateway(self, subnet_id, allocation_id, tags=None, connectivity_type="public"):
    nat = create_nat(self, subnet_id, allocation_id, tags, connectivity_type)
    attached = any(igw.vpc and igw.vpc.id == nat.vpc_id for igw in self.internet_gateways.values())
    nat.state = "pending" if attached else "failed"
    if not attached:
        nat.failure_code = "Gateway.NotAttached"
        nat.failure_message = f"Network {nat.vpc_id} has no Internet gateway attached"
    return nat


def describe_nat_gateways(self, filters, nat_gateway_ids):
    for id_ in nat_gateway_ids or []:
        if id_ not in self.nat_gateways:
            raise exceptions.EC2ClientError("NatGatewayNotFound", f"NAT gateway {id_} was not found")
    found = describe_nats(self, filters, nat_gateway_ids)
    answer = [nat_response(nat) for nat in found]
    for nat in self.nat_gateways.values():
        if nat.state in NEXT:
            nat.state = NEXT[nat.state]
            if nat.state == "deleted":
                gone(self, nat)
    return answer


class Shown:
    """A NAT gateway as it was when it was listed."""

    def __init__(self, nat):
        self.__dict__.update(nat.__dict__)
        for name in ("nat_gateway_addresses", "create_time"):
            setattr(self, name, getattr(nat, name))
        self.tags = nat.get_tags()


def nat_response(nat):
    return Shown(nat)


def gone(backend, nat):
    for address in backend.addresses:
        if address.eni is not None and address.eni.id == nat._eni.id:
            address.eni = None
            address.association_id = None


def delete_nat_gateway(self, nat_gateway_id):
    nat = self.nat_gateways.get(nat_gateway_id)
    if nat is None or nat.state == "deleted":
        raise exceptions.EC2ClientError("NatGatewayNotFound", f"NAT gateway {nat_gateway_id} was not found")
    if nat.state == "failed":
        nat.state = "deleted"
        gone(self, nat)
    else:
        nat.state = "deleting"
    return nat


nat_gateways.NatGatewayBackend.create_nat_gateway = create_nat_gateway
nat_gateways.NatGatewayBackend.describe_nat_gateways = describe_nat_gateways
nat_gateways.NatGatewayBackend.delete_nat_gateway = delete_nat_gateway


documented("an address that is associated can't be released", ERRORS + ": InvalidIPAddress.InUse")
release = elastic_ip_addresses.ElasticAddressBackend.release_address


def release_address(self, address=None, allocation_id=None):
    for eip in self.addresses:
        if (eip.allocation_id == allocation_id or eip.public_ip == address) and eip.association_id is not None:
            raise exceptions.EC2ClientError("InvalidIPAddress.InUse", f"Address {eip.public_ip} is in use.")
    release(self, address, allocation_id)


elastic_ip_addresses.ElasticAddressBackend.release_address = release_address


documented("a subnet with a NAT gateway can't be deleted; one without takes its route table association along", REFERENCE + "API_DeleteSubnet.html")
delete_subnet_of = subnets.SubnetBackend.delete_subnet


def delete_subnet(self, subnet_id):
    if any(nat.subnet_id == subnet_id for nat in live_nats(self)):
        raise violation(f"The subnet '{subnet_id}'", "a NAT gateway")
    deleted = delete_subnet_of(self, subnet_id)
    for table in self.route_tables.values():
        for association, target in list(table._associations.items()):
            if target == subnet_id:
                del table._associations[association]
    return deleted


subnets.SubnetBackend.delete_subnet = delete_subnet


documented("a subnet of a VPC that is not the default one gives no public addresses", "docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html")
create_subnet_of = subnets.SubnetBackend.create_subnet


def create_subnet(self, vpc_id, *arguments, **named):
    subnet = create_subnet_of(self, vpc_id, *arguments, **named)
    vpc = self.vpcs.get(vpc_id)
    if vpc is not None and vpc.is_default != "true" and vpc.is_default is not True:
        subnet.map_public_ip_on_launch = False
    return subnet


subnets.SubnetBackend.create_subnet = create_subnet


documented("a VPC with an internet gateway, a route table or a security group that is not its own can't be deleted", REFERENCE + "API_DeleteVpc.html")
delete_vpc_of = vpcs.VPCBackend.delete_vpc


def delete_vpc(self, vpc_id):
    if any(igw.vpc and igw.vpc.id == vpc_id for igw in self.internet_gateways.values()):
        raise violation(f"The vpc '{vpc_id}'", "an internet gateway")
    if any(t.vpc_id == vpc_id and t.main_association_id is None for t in self.route_tables.values()):
        raise violation(f"The vpc '{vpc_id}'", "a route table")
    if any(not group.is_default for group in self.groups.get(vpc_id, {}).values()):
        raise violation(f"The vpc '{vpc_id}'", "a security group")
    return delete_vpc_of(self, vpc_id)


vpcs.VPCBackend.delete_vpc = delete_vpc


documented("an internet gateway of a VPC with mapped public addresses can't be detached", REFERENCE + "API_DetachInternetGateway.html")
documented("a VPC has one internet gateway", "docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html")
detach_of = internet_gateways.InternetGatewayBackend.detach_internet_gateway
attach_of = internet_gateways.InternetGatewayBackend.attach_internet_gateway


def detach_internet_gateway(self, internet_gateway_id, vpc_id):
    if any(nat.vpc_id == vpc_id for nat in live_nats(self)):
        raise exceptions.EC2ClientError("DependencyViolation", f"Network {vpc_id} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.")
    detach_of(self, internet_gateway_id, vpc_id)


def attach_internet_gateway(self, internet_gateway_id, vpc_id):
    if any(igw.vpc and igw.vpc.id == vpc_id for igw in self.internet_gateways.values()):
        raise exceptions.EC2ClientError("Resource.AlreadyAssociated", f"resource {vpc_id} is already associated with an internet gateway")
    return attach_of(self, internet_gateway_id, vpc_id)


internet_gateways.InternetGatewayBackend.detach_internet_gateway = detach_internet_gateway
internet_gateways.InternetGatewayBackend.attach_internet_gateway = attach_internet_gateway


documented("a subnet has one route table: another is refused", ERRORS + ": Resource.AlreadyAssociated")
associate_of = route_tables.RouteBackend.associate_route_table


def associate_route_table(self, route_table_id, gateway_id=None, subnet_id=None):
    for table in self.route_tables.values():
        if subnet_id is not None and subnet_id in table._associations.values():
            raise exceptions.EC2ClientError("Resource.AlreadyAssociated", f"the specified association for route table {table.id} conflicts with an existing association")
    return associate_of(self, route_table_id, gateway_id, subnet_id)


route_tables.RouteBackend.associate_route_table = associate_route_table


documented("a security group that a rule of another one names can't be deleted", REFERENCE + "API_DeleteSecurityGroup.html")
delete_group_of = security_groups.SecurityGroupBackend.delete_security_group


def delete_security_group(self, name=None, group_id=None):
    for groups in self.groups.values():
        for group in groups.values():
            rules = list(group.ingress_rules) + list(group.egress_rules)
            if group.id != group_id and any(rule.source_group.get("GroupId") == group_id for rule in rules):
                raise exceptions.EC2ClientError("DependencyViolation", f"resource {group_id} has a dependent object")
    return delete_group_of(self, name, group_id)


security_groups.SecurityGroupBackend.delete_security_group = delete_security_group


documented("the state of a subnet's IPv6 block is a word; a second block is refused", REFERENCE + "API_SubnetIpv6CidrBlockAssociation.html, API_AssociateSubnetCidrBlock.html")
associate_ipv6_of = subnets.SubnetBackend.associate_subnet_cidr_block


def ipv6_blocks(self):
    return [
        {"ipv6CidrBlock": a["ipv6CidrBlock"], "associationId": a["associationId"], "ipv6CidrBlockState": {"state": a["ipv6CidrBlockState"]["State"]}}
        for a in self.ipv6_cidr_block_associations.values()
        if a["ipv6CidrBlockState"]["State"] == "associated"
    ]


def associate_subnet_cidr_block(self, subnet_id, ipv6_cidr_block):
    for subnet in self.describe_subnets():
        for block in ipv6_blocks(subnet):
            if subnet.id == subnet_id:
                raise exceptions.EC2ClientError("InvalidParameterValue", f"{subnet_id} has {block['ipv6CidrBlock']}")
            if block["ipv6CidrBlock"] == ipv6_cidr_block:
                raise exceptions.EC2ClientError("InvalidSubnet.Conflict", f"The IPv6 CIDR {ipv6_cidr_block} conflicts with another subnet")
    return associate_ipv6_of(self, subnet_id, ipv6_cidr_block)


subnets.Subnet.ipv6_cidr_block_association_set = property(ipv6_blocks)
subnets.SubnetBackend.associate_subnet_cidr_block = associate_subnet_cidr_block
