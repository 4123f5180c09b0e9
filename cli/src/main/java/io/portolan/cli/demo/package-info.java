/** {@code portolan demo}: a shop on this machine, made, broken, changed under load and taken away. */
@NullMarked
package io.portolan.cli.demo;

import org.jspecify.annotations.NullMarked;
