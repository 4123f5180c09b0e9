@NullMarked
package io.portolan.baremetal;

import org.jspecify.annotations.NullMarked;
