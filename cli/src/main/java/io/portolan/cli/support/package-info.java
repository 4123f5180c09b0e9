/** What can be held and where: {@code support}, {@code providers}, {@code schema}. */
@NullMarked
package io.portolan.cli.support;

import org.jspecify.annotations.NullMarked;
