package io.portolan.aws.account;

import io.portolan.Code;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What AWS's error codes mean in portable words. Exact codes first, then the patterns in which EC2 and ELBv2 name theirs. A code that is not known here
 * says nothing about existence: NOT_FOUND comes from listed codes only, and never from a 403.
 *
 * <p>Sources: [E] EC2 API reference, "Error codes for the Amazon EC2 API"; [C] the same, "Common error codes"; [L] ELBv2 API reference, the action that
 * names it; [R] Route 53 API reference, the action that names it; [K] ACM API reference; [S] STS API reference; [P] recordings/aws, an answer that was
 * recorded; [B] aws-ebs-csi-driver, {@code pkg/cloud/cloud.go}; [J] the SDK's own list of throttling codes, {@code RetryUtils} and {@code
 * AwsErrorCode.THROTTLING_ERROR_CODES}.
 */
final class ErrorTable {
    private static final Map<String, Code> CODES = codes();

    private ErrorTable() {}

    private static Map<String, Code> codes() {
        Map<String, Code> codes = new TreeMap<>();
        throttling(codes);
        refused(codes);
        common(codes);
        route53(codes);
        ec2(codes);
        balancing(codes);
        return codes;
    }

    private static void throttling(Map<String, Code> codes) {
        codes.put("Throttling", Code.THROTTLED); // [R] ChangeResourceRecordSets and all others; [C]
        codes.put("ThrottlingException", Code.THROTTLED); // [K], [J]
        codes.put("ThrottledException", Code.THROTTLED); // [J]
        codes.put("RequestThrottled", Code.THROTTLED); // [J]
        codes.put("RequestThrottledException", Code.THROTTLED); // [J]
        codes.put("RequestLimitExceeded", Code.THROTTLED); // [C]; matches *LimitExceeded, and is none
        codes.put("SlowDown", Code.THROTTLED); // [J]
        codes.put("TooManyRequestsException", Code.THROTTLED); // [J]; matches TooMany*, and is none
        codes.put(
                "PriorRequestNotComplete",
                Code.NOT_READY); // [R] ChangeResourceRecordSets: of one zone, not of the budget
        codes.put("BandwidthLimitExceeded", Code.THROTTLED); // [J]
        codes.put("EC2ThrottledException", Code.THROTTLED); // [J]
        codes.put("Client.RequestLimitExceeded", Code.THROTTLED); // [C], as older endpoints write it
        codes.put("SnapshotCreationPerVolumeRateExceeded", Code.THROTTLED); // [E] one snapshot of a volume in 15 s
    }

    private static void refused(Map<String, Code> codes) {
        codes.put("UnauthorizedOperation", Code.DENIED); // [C]
        codes.put("AccessDenied", Code.DENIED); // [C], [L], [R]
        codes.put("AccessDeniedException", Code.DENIED); // [K], [R]
        codes.put("AuthFailure", Code.DENIED); // [C]
        codes.put("Blocked", Code.DENIED); // [C]
        codes.put("ExpiredToken", Code.DENIED); // [S]
        codes.put("ExpiredTokenException", Code.DENIED); // [S]
        codes.put("InvalidClientTokenId", Code.DENIED); // [C]
        codes.put("UnrecognizedClientException", Code.DENIED); // [K] common errors
        codes.put("SignatureDoesNotMatch", Code.DENIED); // [S] common errors
        codes.put("IncompleteSignature", Code.DENIED); // [C]
        codes.put("MissingAuthenticationToken", Code.DENIED); // [C]
        codes.put("OptInRequired", Code.DENIED); // [C]
        codes.put("PendingVerification", Code.DENIED); // [C]
        codes.put("RequestExpired", Code.DENIED); // [C]: the clock is wrong
        codes.put("NotAuthorizedException", Code.DENIED); // [R] AssociateVPCWithHostedZone, of another account's VPC
        codes.put("UnsupportedOperation", Code.UNSUPPORTED); // [E]
        codes.put("UnsupportedProtocol", Code.UNSUPPORTED); // [C]
        codes.put("InvalidAction", Code.UNSUPPORTED); // [C]
    }

    private static void common(Map<String, Code> codes) {
        codes.put("InternalError", Code.UNAVAILABLE); // [C]: "contact us" after repeating
        codes.put("InternalFailure", Code.UNAVAILABLE); // [C]
        codes.put("ServiceUnavailable", Code.UNAVAILABLE); // [C]
        codes.put("ServiceUnavailableException", Code.UNAVAILABLE); // [K]
        codes.put("Unavailable", Code.UNAVAILABLE); // [C]
        codes.put("RequestTimeout", Code.TIMEOUT); // [J]
        codes.put("IdempotentParameterMismatch", Code.CONFLICT); // [E], [B]: the first call landed, so look
        codes.put("IdempotencyException", Code.CONFLICT); // [K]
        codes.put("InvalidInput", Code.INVALID); // [R]
        codes.put("ValidationError", Code.INVALID); // [C], [L]
        codes.put("ResourceInUse", Code.IN_USE); // [L] DeleteTargetGroup; [P]
        codes.put("ResourceInUseException", Code.IN_USE); // [K]
        codes.put("ResourceNotFoundException", Code.NOT_FOUND); // [K]
        codes.put("ResourceNotFound", Code.NOT_FOUND); // [L]
        codes.put("LimitExceededException", Code.QUOTA); // [K]
    }

    private static void route53(Map<String, Code> codes) {
        codes.put("NoSuchHostedZone", Code.NOT_FOUND); // [R] GetHostedZone
        codes.put("HostedZoneNotFound", Code.NOT_FOUND); // [R] ListHostedZonesByVPC
        codes.put(
                "NoSuchHealthCheck",
                Code.NOT_FOUND); // [R] GetHealthCheck; in a change batch it is the reference that is gone
        codes.put("NoSuchChange", Code.NOT_FOUND); // [R] GetChange
        codes.put("VPCAssociationNotFound", Code.NOT_FOUND); // [R] DisassociateVPCFromHostedZone
        codes.put(
                "HostedZoneAlreadyExists", Code.ALREADY_EXISTS); // [R] CreateHostedZone: a caller reference used before
        codes.put("HealthCheckAlreadyExists", Code.ALREADY_EXISTS); // [R] CreateHealthCheck: the same
        codes.put("ConflictingDomainExists", Code.ALREADY_EXISTS); // [R] CreateHostedZone, of a VPC
        codes.put("HostedZoneNotEmpty", Code.IN_USE); // [R] DeleteHostedZone; [P]
        codes.put("HealthCheckInUse", Code.IN_USE); // [R] DeleteHealthCheck
        codes.put("LastVPCAssociation", Code.IN_USE); // [R] DisassociateVPCFromHostedZone
        codes.put("HealthCheckVersionMismatch", Code.CONFLICT); // [R] UpdateHealthCheck
        codes.put("ConcurrentModification", Code.CONFLICT); // [R] CreateTrafficPolicyVersion, of zones too
        codes.put(
                "InvalidChangeBatch",
                Code.INVALID); // [R]; what it says of each change is read where batches are written
        codes.put("InvalidDomainName", Code.INVALID); // [R] CreateHostedZone
        codes.put("InvalidVPCId", Code.INVALID); // [R] CreateHostedZone
        codes.put("PublicZoneVPCAssociation", Code.IMMUTABLE); // [R] AssociateVPCWithHostedZone
        codes.put("DelegationSetNotAvailable", Code.CAPACITY); // [R] CreateHostedZone: no servers left for the name
        codes.put("TooManyHostedZones", Code.QUOTA); // [R]
        codes.put("TooManyHealthChecks", Code.QUOTA); // [R]
        codes.put("LimitsExceeded", Code.QUOTA); // [R]
    }

    private static void ec2(Map<String, Code> codes) {
        codes.put("InvalidPermission.Duplicate", Code.ALREADY_EXISTS); // [E]
        codes.put("InvalidGroup.Duplicate", Code.ALREADY_EXISTS); // [E]
        codes.put("InvalidStateTransition", Code.CONFLICT); // [E]: a peering connection that was accepted before
        codes.put("RouteAlreadyExists", Code.ALREADY_EXISTS); // [E]
        codes.put("Resource.AlreadyAssociated", Code.ALREADY_EXISTS); // [E]
        codes.put("InvalidSubnet.Conflict", Code.CONFLICT); // [E] the range overlaps another subnet
        codes.put("DependencyViolation", Code.IN_USE); // [E]; [P]
        codes.put("VolumeInUse", Code.IN_USE); // [E]
        codes.put("InvalidSnapshot.InUse", Code.IN_USE); // [E]; [P]
        codes.put("InvalidGroup.InUse", Code.IN_USE); // [E]
        codes.put("InvalidIPAddress.InUse", Code.IN_USE); // [E]; [P]
        codes.put("InvalidNetworkInterface.InUse", Code.IN_USE); // [E]
        codes.put("AddressInUse", Code.IN_USE); // [E]
        codes.put("IncorrectState", Code.CONFLICT); // [E]: another state than the call needs, so read again
        codes.put("IncorrectInstanceState", Code.NOT_READY); // [E]
        codes.put("IncorrectModificationState", Code.NOT_READY); // [E]
        codes.put("NetworkInterfaceNotReady", Code.NOT_READY); // [E]
        codes.put("ResourceNotReady", Code.NOT_READY); // [E]
        codes.put("InvalidGatewayID.NotReady", Code.NOT_READY); // [E]
        codes.put("Gateway.NotAttached", Code.NOT_FOUND); // [E]: a gateway that is to be detached
        codes.put("VolumeModificationRateExceeded", Code.QUOTA); // [E] so many in so many hours
        codes.put("ConcurrentSnapshotLimitExceeded", Code.QUOTA); // [E]
        codes.put("InsufficientVolumeCapacity", Code.CAPACITY); // [E]
        codes.put("VolumeTypeNotAvailableInZone", Code.CAPACITY); // [E]: another zone has it
        codes.put("VolumeIOPSLimit", Code.QUOTA); // [E]
        codes.put("SnapshotCopyUnsupported.InterRegion", Code.UNSUPPORTED); // [E]
        codes.put("InsufficientAddressCapacity", Code.CAPACITY); // [E]
        codes.put("InsufficientCapacity", Code.CAPACITY); // [E]
        codes.put("InsufficientFreeAddressesInSubnet", Code.CAPACITY); // [E]
        codes.put("OperationNotPermitted", Code.IMMUTABLE); // [E]; [L] deletion protection
        codes.put("InvalidAttachment.NotFound", Code.NOT_FOUND); // [E]
        codes.put("NatGatewayNotFound", Code.NOT_FOUND); // [E]
        codes.put("InvalidVolume.ZoneMismatch", Code.INVALID); // [E]
    }

    private static void balancing(Map<String, Code> codes) {
        codes.put("LoadBalancerNotFound", Code.NOT_FOUND); // [L] DescribeLoadBalancers; [P]
        codes.put("TargetGroupNotFound", Code.NOT_FOUND); // [L]
        codes.put("ListenerNotFound", Code.NOT_FOUND); // [L]; [P]
        codes.put("RuleNotFound", Code.NOT_FOUND); // [L]
        codes.put("SubnetNotFound", Code.NOT_FOUND); // [L]
        codes.put("AllocationIdNotFound", Code.NOT_FOUND); // [L]
        codes.put("CertificateNotFound", Code.NOT_FOUND); // [L]
        codes.put("DuplicateLoadBalancerName", Code.ALREADY_EXISTS); // [L] the name with other settings
        codes.put("DuplicateTargetGroupName", Code.ALREADY_EXISTS); // [L] the same
        codes.put("DuplicateListener", Code.ALREADY_EXISTS); // [L]
        codes.put("PriorityInUse", Code.CONFLICT); // [L] CreateRule
        codes.put("InvalidConfigurationRequest", Code.INVALID); // [L]
        codes.put("IncompatibleProtocols", Code.INVALID); // [L]
        codes.put("InvalidLoadBalancerAction", Code.INVALID); // [L]
        codes.put("InvalidScheme", Code.IMMUTABLE); // [L] SetSubnets and others
        codes.put("InvalidSubnet", Code.INVALID); // [L]
        codes.put("InvalidSecurityGroup", Code.INVALID); // [L]
        codes.put("InvalidTarget", Code.INVALID); // [L]
        codes.put("HealthUnavailable", Code.UNAVAILABLE); // [L] DescribeTargetHealth
        codes.put("TargetGroupAssociationLimit", Code.QUOTA); // [L]
        codes.put("UnsupportedProtocol", Code.UNSUPPORTED); // [L]
    }

    /** The meaning of a code; empty where neither the table nor a pattern knows it. */
    static Optional<Code> meaning(String code) {
        Code exact = CODES.get(code);
        if (exact != null) {
            return Optional.of(exact);
        }
        if (code.startsWith("Invalid") && code.endsWith(".NotFound")) {
            return Optional.of(Code.NOT_FOUND); // [E]: InvalidVolume.NotFound, InvalidVpcID.NotFound, ...; [P]
        }
        if (code.startsWith("Invalid") && code.endsWith("NotFound")) {
            return Optional.of(Code.NOT_FOUND); // [E]: InvalidVpcPeeringConnectionID.NotFound's older siblings
        }
        if (code.endsWith("LimitExceeded") || code.startsWith("TooMany") || code.endsWith("LimitsExceeded")) {
            return Optional.of(Code.QUOTA); // [E]: VolumeLimitExceeded, VpcLimitExceeded, ...; [L]: TooManyTargets, ...
        }
        if (code.endsWith(".InUse") || code.endsWith("InUse")) {
            return Optional.of(Code.IN_USE); // [E]
        }
        if (code.endsWith(".Duplicate") || code.endsWith("AlreadyExists")) {
            return Optional.of(Code.ALREADY_EXISTS); // [E]
        }
        if (code.startsWith("Invalid") || code.startsWith("Missing") || code.startsWith("Unknown")) {
            return Optional.of(Code.INVALID); // [C]: InvalidParameterValue, MissingParameter, UnknownParameter, ...
        }
        return Optional.empty();
    }

    /** Every exact code, for the documentation and its test. */
    static Map<String, Code> all() {
        return Map.copyOf(CODES);
    }
}
