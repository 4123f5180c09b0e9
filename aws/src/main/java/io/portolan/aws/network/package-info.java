/** Networks on VPCs, firewalls on security groups, addresses on Elastic IPs. */
@NullMarked
package io.portolan.aws.network;

import org.jspecify.annotations.NullMarked;
