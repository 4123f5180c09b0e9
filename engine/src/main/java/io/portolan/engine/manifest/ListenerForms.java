package io.portolan.engine.manifest;

import static io.portolan.engine.manifest.Attribute.optional;
import static io.portolan.engine.manifest.Attribute.required;
import static io.portolan.engine.manifest.Attribute.states;

import io.portolan.loadbalancer.Action;
import io.portolan.loadbalancer.Certificate;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.Listener.Protocol;
import io.portolan.loadbalancer.Redirect;
import io.portolan.loadbalancer.Route;
import io.portolan.loadbalancer.Tls;
import io.portolan.loadbalancer.WeightedPool;
import io.portolan.model.Secret;
import java.util.List;
import java.util.Optional;

/** Listeners: ports, TLS, routes and what happens to requests. */
final class ListenerForms {
    private static final Attribute<Secret> CHAIN = required(
                    "certificate", SecretType.SECRET, "The chain in PEM, leaf first. Not a secret, but found like one.")
            .example("{file: tls/shop.crt}")
            .placeholder(Secret.of(SecretReader.UNREAD));
    private static final Attribute<Secret> PRIVATE_KEY = required(
                    "privateKey", SecretType.SECRET, "The private key in PEM (PKCS#8).")
            .example("{file: tls/shop.key}")
            .placeholder(Secret.of(SecretReader.UNREAD));
    private static final Form<Certificate> CERTIFICATE =
            Form.of("a certificate", "Certificate", ListenerForms::certificate, CHAIN, PRIVATE_KEY);

    private static final Attribute<List<Certificate>> CERTIFICATES = required(
            "certificates",
            ListType.of(CERTIFICATE, "certificates"),
            "The certificates; chosen by server name, the first where none fits. At least one.");
    private static final Attribute<Tls.Version> MIN_VERSION = states(
            "minVersion",
            ChoiceType.of(Tls.Version.class, "1.2", Tls.Version.V1_2, "1.3", Tls.Version.V1_3),
            "\"1.2\"",
            "The oldest version spoken, in quotes.");
    private static final Form<Tls> TLS_FORM = Form.of(
            "tls",
            "Tls",
            in -> Optional.of(Tls.builder()
                    .certificates(in.get(CERTIFICATES))
                    .minVersion(in.field(MIN_VERSION))
                    .build()),
            CERTIFICATES,
            MIN_VERSION);

    private static final Attribute<Integer> SHARE = required(
                    "weight", IntegerType.WEIGHT, "Its share: this weight among the sum; 0: none.")
            .example("10");
    private static final Attribute<String> SHARE_POOL =
            required("pool", Texts.TEXT, "The name of a pool.").example("web");
    private static final Form<WeightedPool> WEIGHTED_POOL = Form.of(
            "a weighted pool",
            "WeightedPool",
            in -> Optional.of(WeightedPool.of(in.get(SHARE_POOL), in.get(SHARE))),
            SHARE,
            SHARE_POOL);

    private static final Attribute<String> SCHEME =
            optional("scheme", Texts.TEXT, "http or https; else the request's.").example("https");
    private static final Attribute<String> HOST = optional("host", Texts.TEXT, "The host; else the request's.");
    private static final Attribute<Integer> REDIRECT_PORT =
            optional("port", IntegerType.PORT, "The port; else the scheme's own, as clients see it.");
    private static final Attribute<String> PATH =
            optional("path", Texts.TEXT, "The path; else the request's. The query stays.");
    private static final Attribute<Integer> STATUS =
            states("status", new IntegerType("number", 301, 308), "301", "301, 302, 307 or 308.");
    private static final Form<Redirect> REDIRECT_FORM =
            Form.of("a redirect", "Redirect", ListenerForms::redirect, SCHEME, HOST, REDIRECT_PORT, PATH, STATUS);

    private static final Attribute<String> POOL =
            optional("pool", Texts.TEXT, "To this pool.").example("web");
    private static final Attribute<List<WeightedPool>> WEIGHTED =
            optional("weighted", ListType.of(WEIGHTED_POOL, "weighted pools"), "To one of these pools, by weight.");
    private static final Attribute<Redirect> REDIRECT =
            optional("redirect", REDIRECT_FORM, "Elsewhere.").example("{scheme: https}");

    private static final Attribute<List<String>> HOSTS = optional(
                    "hosts",
                    ListType.of(Texts.TEXT, "host names"),
                    "Host names, exact or *.example.com; every host where it is left away.")
            .example("[shop.example]");
    private static final Attribute<String> PATH_PREFIX = optional(
                    "pathPrefix",
                    Texts.TEXT,
                    "A prefix of whole segments: /api matches /api and /api/x, not /apix; every path where it is left away.")
            .example("/api");
    private static final Form<Route> ROUTE = Form.of(
                    "a route", "Route", ListenerForms::route, HOSTS, PATH_PREFIX, POOL, WEIGHTED, REDIRECT)
            .oneOf(POOL, WEIGHTED, REDIRECT);

    private static final Attribute<Integer> PORT = required(
                    "port", IntegerType.PORT, "The port that clients connect to.")
            .example("443");
    private static final Attribute<Protocol> PROTOCOL = required(
                    "protocol",
                    ChoiceType.of(
                            Protocol.class,
                            "TCP",
                            Protocol.TCP,
                            "UDP",
                            Protocol.UDP,
                            "TLS",
                            Protocol.TLS,
                            "HTTP",
                            Protocol.HTTP,
                            "HTTPS",
                            Protocol.HTTPS),
                    "What is spoken there. A balancer is L4 (TCP, UDP, TLS) or L7 (HTTP, HTTPS), not both.")
            .example("HTTPS");
    private static final Attribute<Tls> TLS =
            optional("tls", TLS_FORM, "TLS that ends here; needed with HTTPS and TLS, and only there.");
    private static final Attribute<List<Route>> ROUTES = optional(
            "routes",
            ListType.of(ROUTE, "routes"),
            "Rules for requests, HTTP and HTTPS only. The first match wins; one that can never match is an error."
                    + " What matches none goes to the listener's own pool, weighted or redirect, or is answered 404.");

    /** A listener. */
    static final Form<Listener> LISTENER = Form.of(
                    "a listener",
                    "Listener",
                    ListenerForms::listener,
                    PORT,
                    PROTOCOL,
                    TLS,
                    ROUTES,
                    POOL,
                    WEIGHTED,
                    REDIRECT)
            .atMostOneOf(POOL, WEIGHTED, REDIRECT);

    private ListenerForms() {}

    private static Optional<Certificate> certificate(Filled in) {
        Secret chain = in.get(CHAIN);
        Secret key = in.get(PRIVATE_KEY);
        if (in.at().session().secrets().isReading()) {
            pem(
                    in,
                    CHAIN,
                    chain,
                    "-----BEGIN CERTIFICATE-----",
                    "a certificate in PEM begins with -----BEGIN CERTIFICATE-----");
            pem(in, PRIVATE_KEY, key, "-----BEGIN PRIVATE KEY-----", "make it PKCS#8: openssl pkcs8 -topk8 -nocrypt");
        }
        return Optional.of(Certificate.pem(chain.reveal(), key));
    }

    private static void pem(Filled in, Attribute<Secret> attribute, Secret value, String mark, String help) {
        String text = value.reveal();
        if (!text.equals(SecretReader.UNREAD) && !text.contains(mark)) {
            Reading at = in.at().field(attribute.name());
            at.report(at.problem("P032", in.node(attribute), attribute.name() + " is not what it should be")
                    .because("no line " + mark)
                    .help(help));
        }
    }

    private static Optional<Redirect> redirect(Filled in) {
        Redirect.Builder redirect = Redirect.builder().status(in.field(STATUS));
        in.find(SCHEME).ifPresent(redirect::scheme);
        in.find(HOST).ifPresent(redirect::host);
        in.find(REDIRECT_PORT).ifPresent(redirect::port);
        in.find(PATH).ifPresent(redirect::path);
        return Optional.of(redirect.build());
    }

    private static Optional<Action> action(Filled in) {
        return in.find(POOL)
                .map(Action::toPool)
                .or(() -> in.find(WEIGHTED).map(Action::weighted))
                .or(() -> in.find(REDIRECT).map(Action::redirect));
    }

    private static Optional<Route> route(Filled in) {
        Optional<Action> action = action(in);
        if (action.isEmpty()) {
            return Optional.empty();
        }
        Route.Builder route = Route.to(action.get()).hosts(in.list(HOSTS));
        in.find(PATH_PREFIX).ifPresent(route::pathPrefix);
        return Optional.of(route.build());
    }

    private static Optional<Listener> listener(Filled in) {
        Listener.Builder listener = Listener.of(in.get(PORT), in.get(PROTOCOL)).routes(in.list(ROUTES));
        in.find(TLS).ifPresent(listener::tls);
        action(in).ifPresent(listener::action);
        return Optional.of(listener.build());
    }
}
