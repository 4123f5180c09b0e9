/** Networks, firewalls and reserved addresses. */
@NullMarked
package io.portolan.network;

import org.jspecify.annotations.NullMarked;
