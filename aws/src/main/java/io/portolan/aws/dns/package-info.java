/** Route 53: zones, record sets, health checks. Public for the module's own packages, not promised to others. */
@NullMarked
package io.portolan.aws.dns;

import org.jspecify.annotations.NullMarked;
