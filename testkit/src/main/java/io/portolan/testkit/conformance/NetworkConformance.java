package io.portolan.testkit.conformance;

import io.portolan.model.Kind;
import io.portolan.network.Network;

/** The rules of networks. */
public abstract class NetworkConformance extends KindConformance<Network> {
    /** By the author's subclass. */
    protected NetworkConformance() {}

    @Override
    final Kind<Network> kind() {
        return Network.KIND;
    }
}
