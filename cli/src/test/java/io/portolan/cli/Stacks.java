package io.portolan.cli;

/** Stacks for tests. */
final class Stacks {
    /** A balancer, a zone with two names, a protected volume. */
    static final String SITE = """
            apiVersion: portolan.io/v1
            kind: Stack
            metadata: {name: site}
            spec:
              variables:
                size: {default: 20Mi}
                first: {default: 1}
            ---
            apiVersion: portolan.io/v1
            kind: Network
            metadata: {name: main}
            spec:
              cidrs: [10.77.0.0/16]
              subnets: [{name: a, cidr: 10.77.1.0/24}]
            ---
            apiVersion: portolan.io/v1
            kind: LoadBalancer
            metadata: {name: web}
            spec:
              network: main
              listeners:
                - port: 80
                  protocol: HTTP
                  routes:
                    - {pathPrefix: /api, pool: api}
                    - {pathPrefix: /, pool: app}
              pools:
                - name: app
                  port: 8080
                  targets: [{address: 10.77.1.10, weight: $(first)}, 10.77.1.11]
                  healthCheck: {path: /healthz, interval: 100ms}
                - {name: api, port: 8081, targets: [10.77.1.20], healthCheck: {path: /healthz, interval: 100ms}}
            ---
            apiVersion: portolan.io/v1
            kind: DnsZone
            metadata: {name: zone}
            spec:
              dnsName: site.example
              ttl: 1s
              records:
                - {name: www, alias: {loadBalancer: web}}
                - {name: "@", type: MX, values: [10 mx.mail.example.]}
            ---
            apiVersion: portolan.io/v1
            kind: Volume
            metadata: {name: data}
            spec: {size: $(size)}
            lifecycle: {protect: true}
            """;

    private Stacks() {}
}
