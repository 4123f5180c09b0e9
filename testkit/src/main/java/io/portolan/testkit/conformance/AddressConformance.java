package io.portolan.testkit.conformance;

import io.portolan.model.Kind;
import io.portolan.network.Address;

/** The rules of addresses. */
public abstract class AddressConformance extends KindConformance<Address> {
    /** By the author's subclass. */
    protected AddressConformance() {}

    @Override
    final Kind<Address> kind() {
        return Address.KIND;
    }
}
