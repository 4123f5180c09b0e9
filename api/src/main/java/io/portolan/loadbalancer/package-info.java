/** Load balancers: listeners, routes, pools, certificates. */
@NullMarked
package io.portolan.loadbalancer;

import org.jspecify.annotations.NullMarked;
