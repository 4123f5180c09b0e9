"""Route 53 as its API reference says, where moto is too kind or wrong."""

from documented import documented
from moto.route53 import models
from moto.route53.exceptions import InvalidInput, Route53ClientError

REFERENCE = "docs.aws.amazon.com/Route53/latest/APIReference/"


class Refused(Route53ClientError):
    def __init__(self, code, message):
        super().__init__(code, message)


documented("a caller reference makes one zone", REFERENCE + "API_CreateHostedZone.html: HostedZoneAlreadyExists")
create_hosted_zone = models.Route53Backend.create_hosted_zone


def create_zone(self, name, private_zone, caller_reference=None, **others):
    used = self.__dict__.setdefault("zone_references", set())
    if caller_reference in used:
        raise Refused("HostedZoneAlreadyExists", "A hosted zone has already been created with the specified caller reference.")
    zone = create_hosted_zone(self, name, private_zone, caller_reference=caller_reference, **others)
    used.add(caller_reference)
    return zone


models.Route53Backend.create_hosted_zone = create_zone


documented(
    "a caller reference makes one health check; with other settings, or of a deleted one, it is refused",
    REFERENCE + "API_CreateHealthCheck.html: CallerReference, HealthCheckAlreadyExists",
)
create_health_check = models.Route53Backend.create_health_check


def create_check(self, caller_reference, health_check_args):
    used = self.__dict__.setdefault("check_references", {})
    if caller_reference in used:
        id_, arguments = used[caller_reference]
        if id_ in self.health_checks and arguments == health_check_args:
            return self.health_checks[id_]
        raise Refused("HealthCheckAlreadyExists", "A health check with this caller reference has already been created.")
    check = create_health_check(self, caller_reference, health_check_args)
    used[caller_reference] = (check.id, dict(health_check_args))
    return check


models.Route53Backend.create_health_check = create_check


documented("a health check that is not there can't be deleted", REFERENCE + "API_DeleteHealthCheck.html: NoSuchHealthCheck")


def delete_check(self, health_check_id):
    if self.health_checks.pop(health_check_id, None) is None:
        raise Refused("NoSuchHealthCheck", f"No health check exists with the specified ID {health_check_id}")


models.Route53Backend.delete_health_check = delete_check


documented("names are listed lower case, with octal escapes", "docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html")
documented("a batch is checked against the zone: CREATE of what is there, DELETE of what is not there or is otherwise", REFERENCE + "API_ChangeResourceRecordSets.html: InvalidChangeBatch")
documented("a CNAME stands alone at its name, and not at the apex", "docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html#CNAMEFormat")
documented("record sets of one name and type have one routing policy, and differing identifiers", "docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-shared.html")
documented("a batch has up to 32,000 characters in its values", "docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html")
documented("an A record has an IPv4 address, an SRV record's numbers are up to 65535, a TXT value is quoted", "docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html")

PLAIN = set("abcdefghijklmnopqrstuvwxyz0123456789-_.")


def escaped(name):
    name = name.lower()
    if not name.endswith("."):
        name += "."
    return "".join(c if c in PLAIN or c == "\\" else "\\%03o" % ord(c) for c in name)


def identity(rrset):
    return (escaped(rrset["Name"]), rrset["Type"], rrset.get("SetIdentifier"))


def values(rrset):
    return sorted(r["Value"] if isinstance(r, dict) else r for r in rrset.get("ResourceRecords") or [])


FIELDS = ("TTL", "Weight", "Region", "Failover", "GeoLocation", "HealthCheckId", "AliasTarget", "MultiValueAnswer")


def content(rrset):
    fields = {f: rrset.get(f) for f in FIELDS if rrset.get(f) is not None}
    if "TTL" in fields:
        fields["TTL"] = int(fields["TTL"])
    return (values(rrset), sorted((k, str(v)) for k, v in fields.items()))


def policy(rrset):
    for field in ("Weight", "Region", "Failover", "GeoLocation", "MultiValueAnswer"):
        if rrset.get(field) is not None:
            return field
    return None


def wrong_value(rrset):
    for value in values(rrset):
        if rrset["Type"] == "A":
            parts = value.split(".")
            if len(parts) != 4 or not all(p.isdigit() and int(p) < 256 for p in parts):
                return f"Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address) encountered with '{value}''"
        if rrset["Type"] == "SRV" and any(int(n) > 65535 for n in value.split()[:3]):
            return f"Invalid Resource Record: 'FATAL problem: SRVRRDATAIllegalNumber (Value is not between 0 and 65535) encountered with '{value}''"
        if rrset["Type"] == "TXT" and not (value.startswith('"') and value.endswith('"') and len(value) > 1):
            return f"Invalid Resource Record: 'FATAL problem: InvalidCharacterString (Value should be enclosed in quotation marks) encountered with '{value}''"
    return None


def change(self, zoneid, change_list):
    zone = self.get_hosted_zone(zoneid)
    now = zone.__dict__.setdefault("documented", {})
    if not now:
        for rrset in zone.rrsets:
            whole = {"Name": rrset.name, "Type": rrset.type, "TTL": rrset.ttl, "ResourceRecords": rrset.records}
            now[identity(whole)] = whole
    characters = sum(
        sum(len(v) for v in values(c["ResourceRecordSet"])) * (2 if c["Action"] == "UPSERT" else 1) for c in change_list
    )
    if characters > 32000:
        raise Refused("InvalidChangeBatch", f"[Number of characters {characters} in request exceeds the limit of 32000.]")
    after = dict(now)
    problems = []
    for c in change_list:
        rrset = c["ResourceRecordSet"]
        at = identity(rrset)
        shown = f"[name='{at[0]}', type='{at[1]}'" + (f", set-identifier='{at[2]}'" if at[2] else "") + "]"
        if not (at[0] == escaped(zone.name) or at[0].endswith("." + escaped(zone.name))):
            problems.append(f"RRSet with DNS name {at[0]} is not permitted in zone {zone.name}")
            continue
        if c["Action"] == "DELETE":
            if at not in after:
                problems.append(f"Tried to delete resource record set {shown} but it was not found")
            elif content(after[at]) != content(rrset):
                problems.append(f"Tried to delete resource record set {shown} but the values provided do not match the current values")
            else:
                del after[at]
            continue
        wrong = wrong_value(rrset)
        if wrong:
            problems.append(wrong)
            continue
        if c["Action"] == "CREATE" and at in after:
            problems.append(f"Tried to create resource record set {shown} but it already exists")
            continue
        after[at] = {k: v for k, v in rrset.items()}
        after[at]["Name"] = at[0]
    if not problems:
        problems = conflicts(zone, after)
    if problems:
        raise Refused("InvalidChangeBatch", "[" + ", ".join(problems) + "]")
    zone.documented = after
    zone.rrsets = []
    for rrset in after.values():
        whole = dict(rrset)
        whole["ResourceRecords"] = [r["Value"] if isinstance(r, dict) else r for r in rrset.get("ResourceRecords") or []]
        zone.add_rrset(whole)


def conflicts(zone, after):
    names = {}
    for (name, type_, id_), rrset in after.items():
        names.setdefault(name, {}).setdefault(type_, []).append(rrset)
    problems = []
    for name, types in names.items():
        if "CNAME" in types and (len(types) > 1 or name == escaped(zone.name)):
            problems.append(f"RRSet of type CNAME with DNS name {name} is not permitted as it conflicts with other records with the same DNS name in zone {zone.name}")
        for type_, sets in types.items():
            if len(sets) > 1 and (len({policy(s) for s in sets}) > 1 or policy(sets[0]) is None):
                problems.append(f"RRSet with DNS name {name}, type {type_} cannot be created because a non multivalue answer rrset exists with the same name and type.")
    return problems


models.Route53Backend.change_resource_record_sets = change




def list_sets(self, zone_id, start_type, start_name, max_items):
    """In place of the identifier, which moto does not hand on, a page never ends within one name and type."""
    zone = self.get_hosted_zone(zone_id)
    sets = list(zone.get_record_sets(start_type, start_name))
    end = max_items
    while 0 < end < len(sets) and (sets[end].name, sets[end].type) == (sets[end - 1].name, sets[end - 1].type):
        end -= 1
    page, rest = sets[:end], sets[end:]
    return page, rest[0].name if rest else None, rest[0].type if rest else None, bool(rest)


models.Route53Backend.list_resource_record_sets = list_sets


documented("a change is PENDING before it is INSYNC", REFERENCE + "API_GetChange.html")
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random as random
from moto.route53.responses import Route53

SEEN = set()
change_sets = Route53.change_resource_record_sets


def change_with_id(self):
    answer = change_sets(self)
    answer.result["ChangeInfo"]["Id"] = "/change/C" + random.get_random_hex(13).upper()
    answer.result["ChangeInfo"]["Status"] = "PENDING"
    return answer


def get_change(self):
    id_ = self._get_param("Id")
    status = "INSYNC" if id_ in SEEN else "PENDING"
    SEEN.add(id_)
    return ActionResult({"ChangeInfo": {"Id": "/change/" + id_, "Status": status, "SubmittedAt": utcnow()}})


Route53.change_resource_record_sets = change_with_id
Route53.get_change = get_change
