package io.portolan.baremetal.proxy;

/** Where a redirect sends a request. */
final class Redirects {
    private Redirects() {}

    static String location(RedirectAction action, RequestHead request, RequestHead.ClientInfo client) {
        String authority = request.host().isEmpty() ? client.authority() : request.host();
        String scheme = action.scheme().orElse(client.scheme());
        StringBuilder location =
                new StringBuilder(scheme).append("://").append(action.host().orElse(Router.hostName(authority)));
        if (action.port().isPresent()) {
            if (action.port().getAsInt() != (scheme.equals("https") ? 443 : 80)) {
                location.append(':').append(action.port().getAsInt());
            }
        } else if (scheme.equals(client.scheme()) && action.host().isEmpty()) {
            int colon = authority.lastIndexOf(':');
            location.append(colon > authority.lastIndexOf(']') ? authority.substring(colon) : "");
        }
        String path = action.path().orElse(request.path().startsWith("/") ? request.path() : "/");
        return location.append(path).append(request.query()).toString();
    }
}
