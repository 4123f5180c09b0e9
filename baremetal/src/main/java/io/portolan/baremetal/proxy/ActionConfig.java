package io.portolan.baremetal.proxy;

/** What a route does with a request. Closed: forwarding and redirecting are all that the proxy can do. */
public sealed interface ActionConfig permits ForwardAction, RedirectAction {}
