package io.portolan.aws.traffic;

import io.portolan.spi.NativeCall;
import io.portolan.testkit.fault.Fault;
import io.portolan.testkit.proxy.LossyProxy;
import io.portolan.testkit.proxy.ProxyAnswer;
import io.portolan.testkit.proxy.ProxyRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the requests of AWS's four protocols are called on the wire, and how its services throttle: for a proxy, which knows neither. */
public final class AwsTraffic {
    private static final Pattern SERVICE = Pattern.compile("Credential=[^/]+/[^/]+/[^/]+/([^/]+)/");
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

    /** Route 53's REST, as far as it writes: method and path to operation. Source: docs.aws.amazon.com/Route53/latest/APIReference. */
    private static final Map<Pattern, String> REST = Map.of(
            Pattern.compile("POST /2013-04-01/hostedzone/[^/]+/rrset/?"), "ChangeResourceRecordSets",
            Pattern.compile("POST /2013-04-01/hostedzone"), "CreateHostedZone",
            Pattern.compile("POST /2013-04-01/hostedzone/[^/]+"), "UpdateHostedZoneComment",
            Pattern.compile("DELETE /2013-04-01/hostedzone/[^/]+"), "DeleteHostedZone",
            Pattern.compile("POST /2013-04-01/healthcheck"), "CreateHealthCheck",
            Pattern.compile("DELETE /2013-04-01/healthcheck/[^/]+"), "DeleteHealthCheck",
            Pattern.compile("GET /2013-04-01/hostedzone"), "ListHostedZones",
            Pattern.compile("GET /2013-04-01/hostedzone/[^/]+/rrset"), "ListResourceRecordSets",
            Pattern.compile("GET /2013-04-01/change/[^/]+"), "GetChange");

    private AwsTraffic() {}

    /** A proxy to this server that names calls as IAM does, what they are about by a digest, and throttles as AWS does. */
    public static LossyProxy.Builder proxy(URI server) {
        return LossyProxy.to(server).naming(AwsTraffic::name).answer(Fault.THROTTLED, AwsTraffic::throttled);
    }

    private static NativeCall name(ProxyRequest request) {
        String service = service(request);
        String operation = operation(request);
        String name = service + ":" + operation;
        boolean read = operation.matches("(List|Get|Describe).*") || operation.startsWith("GET ");
        NativeCall call = read ? NativeCall.read(name) : NativeCall.write(name);
        return call.about(Integer.toHexString((request.target() + request.body()).hashCode()));
    }

    private static String service(ProxyRequest request) {
        Matcher scope = SERVICE.matcher(request.header("Authorization").orElse(""));
        String service = scope.find() ? scope.group(1) : "unsigned";
        return service.equals("tagging") ? "tag" : service;
    }

    private static String operation(ProxyRequest request) {
        Optional<String> json = request.header("X-Amz-Target");
        if (json.isPresent()) {
            return json.get().substring(json.get().lastIndexOf('.') + 1);
        }
        Matcher query = ACTION.matcher(request.body());
        if (query.find()) {
            return query.group(1);
        }
        String line = request.method() + " " + request.target().split("\\?")[0];
        return REST.entrySet().stream()
                .filter(e -> e.getKey().matcher(line).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(line);
    }

    /**
     * EC2: 503 RequestLimitExceeded (docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html); Route 53 and ELBv2: 400 Throttling
     * (docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html, .../elasticloadbalancing/latest/APIReference/CommonErrors.html);
     * JSON: 400 ThrottlingException. None says for how long.
     */
    private static ProxyAnswer throttled(ProxyRequest request) {
        if (service(request).equals("ec2")) {
            return ProxyAnswer.of(
                            503,
                            "<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>Request limit exceeded.</Message></Error></Errors>"
                                    + "<RequestID>injected</RequestID></Response>")
                    .header("Content-Type", "text/xml");
        }
        if (request.header("X-Amz-Target").isPresent()) {
            return ProxyAnswer.of(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}")
                    .header("Content-Type", "application/x-amz-json-1.1");
        }
        return ProxyAnswer.of(
                        400,
                        "<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error>"
                                + "<RequestId>injected</RequestId></ErrorResponse>")
                .header("Content-Type", "text/xml");
    }
}
