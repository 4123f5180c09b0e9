/** Load balancers on ELBv2: NLB for L4, ALB for L7, with target groups, an own security group and certificates in ACM. */
@NullMarked
package io.portolan.aws.loadbalancer;

import org.jspecify.annotations.NullMarked;
