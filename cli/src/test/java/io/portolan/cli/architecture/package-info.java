@NullMarked
package io.portolan.cli.architecture;

import org.jspecify.annotations.NullMarked;
