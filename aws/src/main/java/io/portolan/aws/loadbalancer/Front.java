package io.portolan.aws.loadbalancer;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/**
 * A listener as it was read.
 *
 * @param listener the SDK's object
 * @param attributes its attributes; TCP only
 * @param certificates the ARNs of its certificates, the default one first
 * @param rules its rules without the default one, by priority
 */
record Front(Listener listener, Map<String, String> attributes, List<String> certificates, List<Rule> rules) {
    /** How long a TCP connection may be silent. */
    static final String IDLE = "tcp.idle_timeout.seconds";

    Front {
        attributes = Map.copyOf(attributes);
        certificates = List.copyOf(certificates);
        rules = List.copyOf(rules);
    }

    String arn() {
        return listener.listenerArn();
    }

    int port() {
        return listener.port();
    }
}
