package io.portolan.baremetal.proxy;

import static io.portolan.baremetal.proxy.Fixture.any;
import static io.portolan.baremetal.proxy.Fixture.pool;
import static io.portolan.baremetal.proxy.Fixture.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which action a request meets, and the answers that the proxy gives itself. */
@ExtendWith(NoLeaks.class)
class RoutingTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theFirstRouteThatMatchesWins() throws Exception {
        try (Backend web = Backend.answering("web");
                Backend api = Backend.answering("api");
                Backend admin = Backend.answering("admin")) {
            fixture.apply(
                    List.of(FrontendConfig.http(
                            "http",
                            any(),
                            List.of(
                                    new RouteConfig(List.of("admin.example"), "/", ForwardAction.to("admin")),
                                    new RouteConfig(List.of(), "/api", ForwardAction.to("api")),
                                    new RouteConfig(List.of("*.shop.example"), "/", ForwardAction.to("web"))))),
                    pool("web", web.address()),
                    pool("api", api.address()),
                    pool("admin", admin.address()));
            try (Wire client = Wire.to(fixture.address("http"))) {
                assertThat(get(client, "Admin.Example:8080", "/api")).endsWith("\n\nadmin");
                assertThat(get(client, "other", "/api")).endsWith("\n\napi");
                assertThat(get(client, "other", "/api/x?y")).endsWith("\n\napi");
                assertThat(get(client, "a.b.shop.example", "/apix")).endsWith("\n\nweb");
                assertThat(get(client, "shop.example", "/")).startsWith("HTTP/1.1 404 Not Found\n");
                assertThat(get(client, "other", "http://admin.example/api")).endsWith("\n\nadmin");
            }
        }
    }

    @Test
    void aRedirectKeepsWhatItDoesNotChange() throws Exception {
        RedirectAction toHttps =
                RedirectAction.builder().scheme("https").port(8443).build();
        RedirectAction toPath = RedirectAction.builder()
                .host("new.example")
                .path("/moved")
                .status(308)
                .build();
        fixture.apply(List.of(FrontendConfig.http(
                "http",
                any(),
                List.of(new RouteConfig(List.of("old.example"), "/", toPath), RouteConfig.any(toHttps)))));
        try (Wire client = Wire.to(fixture.address("http"))) {
            String first = get(client, "shop.example:8080", "/a/b?c=d");
            assertThat(first).startsWith("HTTP/1.1 301 Moved Permanently\n");
            assertThat(Wire.header(first, "location")).isEqualTo("https://shop.example:8443/a/b?c=d");
            String second = get(client, "old.example", "/x?y");
            assertThat(second).startsWith("HTTP/1.1 308 ");
            assertThat(Wire.header(second, "location")).isEqualTo("http://new.example/moved?y");
        }
    }

    @Test
    void aPoolWithoutATargetIsAnsweredWith503() throws Exception {
        fixture.apply(List.of(FrontendConfig.http("http", any(), List.of(to("a")))), pool("a"));
        try (Wire client = Wire.to(fixture.address("http"))) {
            assertThat(get(client, "x", "/"))
                    .startsWith("HTTP/1.1 503 Service Unavailable\n")
                    .endsWith("503 Service Unavailable: no target of pool a is available\n");
            assertThat(get(client, "x", "/")).startsWith("HTTP/1.1 503");
        }
        assertThat(fixture.frontend("http").traffic().failures()).isEqualTo(2);
    }

    @Test
    void anAnswerOfTheProxysOwnHasNoBodyForHead() throws Exception {
        fixture.apply(List.of(FrontendConfig.http("http", any(), List.of())));
        try (Wire client = Wire.to(fixture.address("http"))) {
            for (int i = 0; i < 2; i++) {
                client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
                String head = client.readHead();
                assertThat(head).startsWith("HTTP/1.1 404 Not Found");
                assertThat(Wire.header(head, "content-length")).isNotEqualTo("0");
            }
        }
    }

    private static String get(Wire client, String host, String uri) throws IOException {
        client.send("GET " + uri + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        return client.readMessage();
    }
}
