@NullMarked
package io.portolan.testkit;

import org.jspecify.annotations.NullMarked;
