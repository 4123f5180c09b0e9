/** The driver SPI: a driver says what it supports, observes in bulk and plans; the engine acts. */
@NullMarked
package io.portolan.spi.driver;

import org.jspecify.annotations.NullMarked;
