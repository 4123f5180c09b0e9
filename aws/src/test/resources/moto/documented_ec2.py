"""EC2 as its API reference says: client tokens."""

from documented import documented
from moto.core.responses import BaseResponse
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.responses._base_response import EC2BaseResponse

documented(
    "a client token gives the first answer again, and refuses other parameters",
    "docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html: IdempotentParameterMismatch",
)

ANSWERS = {}
OUTSIDE = ("ClientToken", "Version")


def call_action(self):
    token = self.querystring.get("ClientToken")
    if not token:
        return BaseResponse.call_action(self)
    parameters = {k: v for k, v in self.querystring.items() if k not in OUTSIDE}
    place = (self.current_account, self.region, parameters["Action"][0], token[0])
    if place not in ANSWERS:
        answer = BaseResponse.call_action(self)
        if answer[0] < 300:
            ANSWERS[place] = (parameters, answer)
        return answer
    before, answer = ANSWERS[place]
    if before == parameters:
        return answer
    # The way in which moto refuses everything: by an exception of the operation itself.
    operation = parameters["Action"][0]
    name = "".join("_" + c.lower() if c.isupper() else c for c in operation).lstrip("_")
    original = getattr(self, name)

    def mismatch():
        raise EC2ClientError(
            "IdempotentParameterMismatch",
            "The request uses the same client token as a previous, but non-identical request.",
        )

    setattr(self, name, mismatch)
    try:
        return BaseResponse.call_action(self)
    finally:
        setattr(self, name, original)


EC2BaseResponse.call_action = call_action
