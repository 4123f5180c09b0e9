@NullMarked
package io.portolan.engine;

import org.jspecify.annotations.NullMarked;
