"""EC2 refuses what no policy allows, as the IAM user guide words it."""

from documented import DENIED, documented
from moto.core.responses import BaseResponse
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.responses._base_response import EC2BaseResponse

documented(
    "what no policy allows is UnauthorizedOperation, with the action and the resource in the message",
    "docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html; AWSEC2/latest/APIReference/errors-overview.html",
)

RESOURCES = {
    "VpcPeeringConnectionId": "vpc-peering-connection",
    "VpcId": "vpc",
    "RouteTableId": "route-table",
}


call_of = EC2BaseResponse.call_action


def call_action(self):
    operation = self.querystring.get("Action", [""])[0]
    if f"{self.current_account}/{operation}" not in DENIED:
        return call_of(self)
    name = "".join("_" + c.lower() if c.isupper() else c for c in operation).lstrip("_")
    place = f"arn:aws:ec2:{self.region}:{self.current_account}:"
    resource = "*"
    for parameter, kind in RESOURCES.items():
        if parameter in self.querystring:
            resource = place + kind + "/" + self.querystring[parameter][0]
            break
    user = f"arn:aws:sts::{self.current_account}:assumed-role/portolan/portolan"

    def denied():
        raise EC2ClientError(
            "UnauthorizedOperation",
            f"You are not authorized to perform this operation. User: {user} is not authorized to perform: ec2:{operation} "
            f"on resource: {resource} because no identity-based policy allows the ec2:{operation} action",
        )

    original = getattr(self, name)
    setattr(self, name, denied)
    try:
        return BaseResponse.call_action(self)
    finally:
        setattr(self, name, original)


EC2BaseResponse.call_action = call_action
