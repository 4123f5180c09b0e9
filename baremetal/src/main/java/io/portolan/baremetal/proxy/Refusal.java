package io.portolan.baremetal.proxy;

import io.netty.handler.codec.http.HttpResponseStatus;

/** An answer that the proxy gives itself, with a line for the person who reads it. */
record Refusal(HttpResponseStatus status, String why) {}
