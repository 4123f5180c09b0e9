@NullMarked
package io.portolan.baremetal.proxy;

import org.jspecify.annotations.NullMarked;
