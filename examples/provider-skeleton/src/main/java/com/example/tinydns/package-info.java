/** A Portolan provider for DNS on the Tiny DNS API: what one takes, and nothing else. */
@NullMarked
package com.example.tinydns;

import org.jspecify.annotations.NullMarked;
