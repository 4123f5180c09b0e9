/** Where commands read and write: streams, colour, columns, exit codes. */
@NullMarked
package io.portolan.cli.terminal;

import org.jspecify.annotations.NullMarked;
