/**
 * The conformance kit: JUnit 5 classes that a provider's author extends, one for each kind and one for the factory, and one for state stores.
 *
 * <p>An author writes a {@link io.portolan.testkit.conformance.Subject} and a subclass of each class whose kind the provider has. Every rule
 * names the law of the driver SPI that it proves ({@link io.portolan.testkit.conformance.Law}).
 */
@NullMarked
package io.portolan.testkit.conformance;

import org.jspecify.annotations.NullMarked;
