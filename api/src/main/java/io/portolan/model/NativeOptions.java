package io.portolan.model;

/**
 * Typed options of one provider for one kind, such as access logs of a cloud's own balancer. A provider implements it as a final
 * class with a builder; where the resource goes to another provider, the options are not read, and the plan says so.
 */
public interface NativeOptions {

    /** The provider type that reads these options, as its factory's {@code type()}. */
    String providerType();

    /** The kind that they add to. */
    Kind<?> kind();
}
