/** What there is to say about single resources, kind by kind. */
@NullMarked
package io.portolan.cli.resource;

import org.jspecify.annotations.NullMarked;
