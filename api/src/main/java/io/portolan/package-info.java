@NullMarked
package io.portolan;

import org.jspecify.annotations.NullMarked;
