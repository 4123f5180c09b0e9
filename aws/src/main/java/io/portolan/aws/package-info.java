/** The AWS provider: its factory and settings. */
@NullMarked
package io.portolan.aws;

import org.jspecify.annotations.NullMarked;
