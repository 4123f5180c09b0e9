/** Self-signed key pairs for laptops and tests. */
@NullMarked
package io.portolan.cli.keys;

import org.jspecify.annotations.NullMarked;
