/** Commands that write: {@code apply}, {@code destroy}, {@code adopt}; consent, progress, and how a run ended. */
@NullMarked
package io.portolan.cli.apply;

import org.jspecify.annotations.NullMarked;
