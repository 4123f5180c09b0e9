package io.portolan.baremetal.proxy;

import java.util.List;

/**
 * What to do with requests for some hosts and paths.
 *
 * @param hosts names without port, in any case; {@code *.example.com} matches one or more labels in front of {@code example.com} but
 *     not {@code example.com} itself; empty matches every host
 * @param pathPrefix starts with a slash and is matched by whole segments: {@code /api} matches {@code /api} and {@code /api/x}, not
 *     {@code /apix}; a slash at its end says nothing, so {@code /} matches every path. The path is compared as it was sent, up to the
 *     question mark and without decoding.
 */
public record RouteConfig(List<String> hosts, String pathPrefix, ActionConfig action) {
    public RouteConfig {
        hosts = List.copyOf(hosts);
    }

    /** A route that matches every request. */
    public static RouteConfig any(ActionConfig action) {
        return new RouteConfig(List.of(), "/", action);
    }
}
