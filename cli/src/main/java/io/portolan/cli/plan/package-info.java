/** Plans on the screen: {@code plan}, {@code diff} and what the others show before they ask. */
@NullMarked
package io.portolan.cli.plan;

import org.jspecify.annotations.NullMarked;
