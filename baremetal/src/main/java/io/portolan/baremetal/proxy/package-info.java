/**
 * The embedded load balancer's data plane: {@link io.portolan.baremetal.proxy.Proxy} serves what a
 * {@link io.portolan.baremetal.proxy.ProxyConfig} asks for and changes it live. Nothing in here knows of Portolan's own model.
 */
@NullMarked
package io.portolan.baremetal.proxy;

import org.jspecify.annotations.NullMarked;
