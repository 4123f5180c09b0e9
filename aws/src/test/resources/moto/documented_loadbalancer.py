"""ELBv2 and ACM as their API references say, where moto is too kind or wrong."""

from documented import documented
from moto.acm import models as acm
from moto.core.exceptions import ServiceException
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.security_groups import SecurityGroupBackend
from moto.elbv2 import models, responses
from moto.elbv2.exceptions import ELBClientError

REFERENCE = "docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/"
Backend = models.ELBv2Backend


class Refused(ELBClientError):
    def __init__(self, code, message):
        super().__init__(code, message)


def plain(value):
    """What was asked for, comparable."""
    if isinstance(value, dict):
        return tuple(sorted((k, plain(v)) for k, v in value.items()))
    if isinstance(value, (list, tuple)):
        return tuple(plain(v) for v in value)
    return str(value) if value is not None else ""


# --- load balancers ---------------------------------------------------------------------------------------------------------------------------------

documented(
    "CreateLoadBalancer with the name and settings of one that is there gives it; with other settings it is refused",
    REFERENCE + "API_CreateLoadBalancer.html: this operation is idempotent; DuplicateLoadBalancerName",
)
documented(
    "an elastic address is given to a balancer, stands in its zones, is refused to another, and is free when the balancer is gone",
    REFERENCE + "API_SubnetMapping.html, API_LoadBalancerAddress.html, API_CreateLoadBalancer.html: AllocationIdNotFound, ResourceInUse",
)
documented("an ALB has subnets in two zones", REFERENCE + "API_CreateLoadBalancer.html: Subnets, you must specify subnets from at least two Availability Zones")
documented("security groups of a balancer exist", REFERENCE + "API_CreateLoadBalancer.html: InvalidSecurityGroup")
documented(
    "an ALB that is the target of a target group can't be deleted, and it listens on the port on which it is registered",
    REFERENCE + "API_DeleteLoadBalancer.html: ResourceInUse (that being a target counts as use is assumed);"
    " docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html",
)
create_load_balancer = Backend.create_load_balancer


def create_balancer(self, name, security_groups, subnet_ids, subnet_mappings=None, scheme="internet-facing", loadbalancer_type=None, ip_address_type="ipv4", tags=None):
    settings = plain(
        [
            sorted(security_groups or []),
            sorted(subnet_ids or []),
            sorted(plain(m) for m in subnet_mappings or []),
            scheme or "internet-facing",
            loadbalancer_type or "application",
            ip_address_type,
        ]
    )
    for balancer in self.load_balancers.values():
        if balancer.name == name:
            if balancer.__dict__.get("settings") == settings:
                return balancer
            raise Refused("DuplicateLoadBalancerName", "A load balancer with the same name '%s' exists, but with different settings" % name)
    for group in security_groups or []:
        if self.ec2_backend.get_security_group_from_id(group) is None:
            raise Refused("InvalidSecurityGroup", "Security group '%s' does not exist" % group)
    addresses = {}
    for mapping in subnet_mappings or []:
        allocation = mapping.get("AllocationId")
        if allocation:
            found = [a for a in self.ec2_backend.addresses if a.allocation_id == allocation]
            if not found:
                raise Refused("AllocationIdNotFound", "The allocation IDs '%s' do not exist" % allocation)
            if found[0].association_id is not None:
                raise Refused("ResourceInUse", "The allocation IDs '%s' are not available for use" % allocation)
            addresses[mapping["SubnetId"]] = found[0]
    if (loadbalancer_type or "application") == "application":
        ids = list(subnet_ids or []) + [m["SubnetId"] for m in subnet_mappings or []]
        if len({self.ec2_backend.get_subnet(i).availability_zone for i in ids}) < 2:
            raise Refused("ValidationError", "At least two subnets in two different Availability Zones must be specified")
    balancer = create_load_balancer(self, name, security_groups, subnet_ids, subnet_mappings, scheme, loadbalancer_type, ip_address_type, tags)
    balancer.settings = settings
    balancer.addresses = addresses
    for address in addresses.values():
        address.association_id = "eipassoc-" + address.allocation_id.split("-")[1]
    return balancer


def availability_zones(self):
    zones = []
    for subnet in self.subnets:
        zone = models.AvailabilityZone(subnet)
        address = self.__dict__.get("addresses", {}).get(subnet.id)
        zone.load_balancer_addresses = [] if address is None else [{"IpAddress": address.public_ip, "AllocationId": address.allocation_id}]
        zones.append(zone)
    return zones


Backend.create_load_balancer = create_balancer
models.FakeLoadBalancer.availability_zones = property(availability_zones)

documented("a balancer with deletion protection can't be deleted", REFERENCE + "API_DeleteLoadBalancer.html: OperationNotPermitted")
delete_load_balancer = Backend.delete_load_balancer


def delete_balancer(self, arn):
    balancer = self.load_balancers.get(arn)
    if balancer is not None:
        if balancer.attrs.get("deletion_protection.enabled") == "true":
            raise Refused("OperationNotPermitted", "Load balancer '%s' cannot be deleted because deletion protection is enabled" % arn)
        for address in balancer.__dict__.get("addresses", {}).values():
            address.association_id = None
        if any(arn == target["Id"] for group in self.target_groups.values() for target in group.targets.values()):
            raise Refused("ResourceInUse", "Load balancer '%s' is a target of a target group" % arn)
    delete_load_balancer(self, arn)


Backend.delete_load_balancer = delete_balancer

documented("the subnets of an NLB may be in one zone", "docs.aws.amazon.com/elasticloadbalancing/latest/network/availability-zones.html")
set_subnets_of_moto = Backend.set_subnets


def set_subnets(self, arn, subnets, subnet_mappings):
    balancer = self.load_balancers.get(arn)
    if balancer is None or balancer.type != "network":
        return set_subnets_of_moto(self, arn, subnets, subnet_mappings)
    found = [self.ec2_backend.get_subnet(s) for s in list(subnets) + [m["SubnetId"] for m in subnet_mappings]]
    if len({s.availability_zone for s in found}) < len(found):
        raise Refused("InvalidConfigurationRequest", "More than 1 subnet cannot be specified for 1 availability zone")
    balancer.subnets = found
    return balancer.availability_zones


Backend.set_subnets = set_subnets

documented("an NLB gets security groups only if it was made with some", "docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html")
set_groups_of_moto = Backend.set_security_groups


def set_security_groups(self, arn, sec_groups):
    balancer = self.load_balancers.get(arn)
    if balancer is not None and balancer.type == "network" and not balancer.security_groups:
        raise Refused("InvalidConfigurationRequest", "You can't associate security groups with a Network Load Balancer that was created without them")
    set_groups_of_moto(self, arn, sec_groups)


Backend.set_security_groups = set_security_groups


# --- target groups ----------------------------------------------------------------------------------------------------------------------------------

documented(
    "CreateTargetGroup with the name and settings of one that is there gives it; with other settings it is refused",
    REFERENCE + "API_CreateTargetGroup.html: this operation is idempotent; DuplicateTargetGroupName",
)
create_target_group_of_moto = Backend.create_target_group


def create_target_group(self, name, **kwargs):
    settings = plain({k: v for k, v in kwargs.items() if k != "tags"})
    for group in self.target_groups.values():
        if group.name == name and group.__dict__.get("settings") == settings:
            return group
    group = create_target_group_of_moto(self, name, **kwargs)
    group.settings = settings
    if group.protocol in ("TCP", "UDP", "TCP_UDP", "TLS") and group.health_check_protocol != "TCP" and not group.__dict__.get("matcher"):
        group.matcher = {"HttpCode": "200-399"}
    return group


Backend.create_target_group = create_target_group

documented("a target is its id and its port: one address may be registered with several ports", REFERENCE + "API_RegisterTargets.html: you can register a target with a target group multiple times using different ports")


def place(group, target):
    return "%s:%s" % (target["Id"], target.get("Port", group.port))


def register(self, targets):
    for target in targets:
        if self.target_type == "alb":
            balancer = models.elbv2_backends[self.account_id][self.region_name].load_balancers.get(target["Id"])
            if balancer is None or str(self.port) not in [str(listener.port) for listener in balancer.listeners.values()]:
                raise Refused("InvalidTarget", "The Application Load Balancer '%s' has no listener on port %s" % (target["Id"], self.port))
        if instance := self.ec2_backend.get_instance_by_id(target["Id"]):
            if instance.state != "running":
                raise models.TargetNotRunning(instance_id=target["Id"])
        self.targets[place(self, target)] = {"Id": target["Id"], "Port": target.get("Port", self.port)}


def deregister(self, targets):
    for target in targets:
        if self.targets.pop(place(self, target), None) is None:
            raise models.InvalidTargetError()


health_of_moto = models.FakeTargetGroup.health_for


def health_for(self, target, ec2_backend):
    if place(self, target) in self.targets:
        return models.FakeHealthStatus(target["Id"], target.get("Port", self.port), self.health_check_port, "healthy")
    return health_of_moto(self, target, ec2_backend)


models.FakeTargetGroup.register = register
models.FakeTargetGroup.deregister = deregister
models.FakeTargetGroup.health_for = health_for

documented("deregistration_delay.timeout_seconds is from 0 to 3600, both included", REFERENCE + "API_TargetGroupAttribute.html")
modify_attributes_of_moto = Backend.modify_target_group_attributes


def modify_target_group_attributes(self, target_group_arn, attributes):
    delay = attributes.get("deregistration_delay.timeout_seconds")
    rest = {k: v for k, v in attributes.items() if k != "deregistration_delay.timeout_seconds"}
    if delay is not None and not 0 <= int(delay) <= 3600:
        raise Refused("ValidationError", "'deregistration_delay.timeout_seconds' must be between '0-3600' inclusive")
    modify_attributes_of_moto(self, target_group_arn, rest)
    if delay is not None:
        self.target_groups[target_group_arn].attributes["deregistration_delay.timeout_seconds"] = delay


Backend.modify_target_group_attributes = modify_target_group_attributes

documented("ModifyTargetGroup sets the matcher of every check by HTTP, and none of a check by TCP", REFERENCE + "API_ModifyTargetGroup.html: Matcher")
modify_group_of_moto = Backend.modify_target_group


def modify_target_group(self, arn, *arguments, **named):
    group = modify_group_of_moto(self, arn, *arguments, **named)
    if group.health_check_protocol == "TCP":
        group.__dict__.pop("matcher", None)
        group.health_check_path = None
    elif not group.__dict__.get("matcher"):
        group.matcher = {"HttpCode": "200-399"}
    return group


Backend.modify_target_group = modify_target_group
modify_response_of_moto = responses.ELBV2Response.modify_target_group


def modify_target_group_response(self):
    result = modify_response_of_moto(self)
    matcher = self._get_params().get("Matcher") or {}
    group = self.elbv2_backend.target_groups[self._get_param("TargetGroupArn")]
    if matcher.get("HttpCode") and group.health_check_protocol != "TCP":
        group.matcher = {"HttpCode": matcher["HttpCode"]}
    return result


responses.ELBV2Response.modify_target_group = modify_target_group_response

documented("LoadBalancerArns of a target group are those of the balancers that lead to it now", REFERENCE + "API_TargetGroup.html: LoadBalancerArns")
documented("a target group serves one balancer", REFERENCE + "API_CreateListener.html: TargetGroupAssociationLimit")


def users(self, group):
    """The balancers whose listeners or rules lead to a group."""
    found = []
    for balancer in list(self.load_balancers.values()):
        for listener in list(balancer.listeners.values()):
            for rule in list(listener.rules.values()):
                for action in rule.actions:
                    if group in self._get_target_group_arns_from(action_data=action.data) and balancer.arn not in found:
                        found.append(balancer.arn)
    return found


describe_groups_of_moto = Backend.describe_target_groups


def describe_target_groups(self, load_balancer_arn, target_group_arns, names):
    for group in list(self.target_groups.values()):
        group.load_balancer_arns = users(self, group.arn)
    return describe_groups_of_moto(self, load_balancer_arn, target_group_arns, names)


Backend.describe_target_groups = describe_target_groups


def one_balancer(self, balancer, actions):
    for action in actions or []:
        for group in self._get_target_group_arns_from(action_data=action):
            if any(user != balancer for user in users(self, group)):
                raise Refused("TargetGroupAssociationLimit", "The following target groups cannot be associated with more than one load balancer: " + group)


# --- listeners --------------------------------------------------------------------------------------------------------------------------------------

documented(
    "CreateListener with the port and settings of one that is there gives it; with other settings it is refused",
    REFERENCE + "API_CreateListener.html: this operation is idempotent; DuplicateListener",
)
documented("HTTPS and TLS listeners have a certificate", REFERENCE + "API_CreateListener.html: Certificates; CertificateNotFound")
create_listener_of_moto = Backend.create_listener


def certified(self, protocol, certificate):
    if protocol in ("HTTPS", "TLS"):
        if not certificate:
            raise Refused("ValidationError", "A certificate must be specified for %s listeners" % protocol)
        if not self._certificate_exists(certificate):
            raise Refused("CertificateNotFound", "Certificate ARN '%s' is not valid" % certificate)


def create_listener(self, load_balancer_arn, protocol, port, ssl_policy, certificate, actions, alpn_policy=None, tags=None):
    settings = plain([protocol, port, ssl_policy if protocol in ("HTTPS", "TLS") else "", certificate, actions])
    balancer = self.load_balancers.get(load_balancer_arn)
    for listener in list(balancer.listeners.values()) if balancer else []:
        if str(listener.port) == str(port):
            if listener.__dict__.get("settings") == settings:
                return listener
            raise Refused("DuplicateListener", "A listener already exists on this port for this load balancer")
    certified(self, protocol, certificate)
    one_balancer(self, load_balancer_arn, actions)
    if protocol not in ("HTTPS", "TLS"):
        ssl_policy = None
    listener = create_listener_of_moto(self, load_balancer_arn, protocol, port, ssl_policy, certificate, actions, alpn_policy, tags)
    listener.settings = settings
    return listener


Backend.create_listener = create_listener

documented("every listener of an NLB can be modified, and its certificates beside the default one stay", REFERENCE + "API_ModifyListener.html")


def modify_listener(self, arn, port=None, protocol=None, ssl_policy=None, certificates=None, actions=None):
    listener = self.describe_listeners(load_balancer_arn=None, listener_arns=[arn])[0]
    listener.__dict__.pop("settings", None)
    wanted = protocol or listener.protocol
    certificate = certificates[0]["CertificateArn"] if certificates else listener.certificate
    certified(self, wanted, certificate)
    one_balancer(self, listener.load_balancer_arn, actions)
    converted = [models.FakeAction(action) for action in actions or []]
    self._validate_actions(converted)
    if port is not None:
        listener.port = port
    listener.protocol = wanted
    if wanted in ("HTTPS", "TLS"):
        if certificates:
            listener.certificates = [certificate] + [c for c in listener.certificates[1:] if c != certificate]
            listener.certificate = certificate
        listener.ssl_policy = ssl_policy or listener.ssl_policy or "ELBSecurityPolicy-2016-08"
    else:
        listener.certificates, listener.certificate, listener.ssl_policy = [], None, None
    if converted:
        listener.default_actions = converted
        listener._default_rule[0].actions = converted
    return listener


Backend.modify_listener = modify_listener

documented("a certificate that a listener has is not added again", REFERENCE + "API_AddListenerCertificates.html: the call is successful but the certificate is not added again")
add_certificates_of_moto = Backend.add_listener_certificates


def add_listener_certificates(self, arn, certificates):
    listener = self.describe_listeners(load_balancer_arn=None, listener_arns=[arn])[0]
    return add_certificates_of_moto(self, arn, [c for c in certificates if c["CertificateArn"] not in listener.certificates])


Backend.add_listener_certificates = add_listener_certificates

documented("priorities are set all at once, so that two rules can change places", REFERENCE + "API_SetRulePriorities.html: PriorityInUse")


def set_rule_priorities(self, rule_priorities):
    wanted = {p["RuleArn"]: p["Priority"] for p in rule_priorities}
    rules = self.describe_rules(listener_arn=None, rule_arns=list(wanted))
    listener = self.describe_listeners(None, [rules[0].listener_arn])[0]
    others = [str(r.priority) for r in listener.rules.values() if r.arn not in wanted]
    after = [str(p) for p in wanted.values()]
    if len(set(after)) < len(after) or set(after) & set(others):
        raise Refused("PriorityInUse", "The specified priority is in use.")
    for rule in rules:
        rule.priority = wanted[rule.arn]
    return rules


Backend.set_rule_priorities = set_rule_priorities
create_rule_of_moto = Backend.create_rule


def create_rule(self, listener_arn, conditions, priority, actions, tags=None):
    found = self.describe_listeners(None, [listener_arn])
    if any(str(r.priority) == str(priority) for r in found[0].rules.values()):
        raise Refused("PriorityInUse", "The specified priority is in use.")
    one_balancer(self, found[0].load_balancer_arn, actions)
    return create_rule_of_moto(self, listener_arn, conditions, priority, actions, tags)


Backend.create_rule = create_rule

documented("a rule that is not there can't be deleted", REFERENCE + "API_DeleteRule.html: RuleNotFound")
delete_rule_of_moto = Backend.delete_rule


def delete_rule(self, arn):
    self.describe_rules(listener_arn=None, rule_arns=[arn])
    delete_rule_of_moto(self, arn)


Backend.delete_rule = delete_rule


# --- what a balancer uses ---------------------------------------------------------------------------------------------------------------------------

documented("a certificate that a listener has can't be deleted", "docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html: ResourceInUseException")
delete_certificate_of_moto = acm.AWSCertificateManagerBackend.delete_certificate


class CertificateInUse(ServiceException):
    def __init__(self, arn):
        super().__init__("ResourceInUseException", "Certificate %s is in use" % arn)


def delete_certificate(self, arn):
    for balancer in list(models.elbv2_backends[self.account_id][self.region_name].load_balancers.values()):
        for listener in balancer.listeners.values():
            if arn in listener.certificates:
                raise CertificateInUse(arn)
    delete_certificate_of_moto(self, arn)


acm.AWSCertificateManagerBackend.delete_certificate = delete_certificate

documented("a security group that a balancer has can't be deleted", "docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html: DependencyViolation")
delete_group_of_moto = SecurityGroupBackend.delete_security_group


def delete_security_group(self, name=None, group_id=None):
    for balancer in list(models.elbv2_backends[self.account_id][self.region_name].load_balancers.values()):
        if group_id and group_id in (balancer.security_groups or []):
            raise EC2ClientError("DependencyViolation", "resource %s has a dependent object" % group_id)
    return delete_group_of_moto(self, name=name, group_id=group_id)


SecurityGroupBackend.delete_security_group = delete_security_group
