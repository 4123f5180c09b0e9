package io.portolan.testkit.conformance;

import io.portolan.model.Kind;
import io.portolan.network.Firewall;

/** The rules of firewalls. */
public abstract class FirewallConformance extends KindConformance<Firewall> {
    /** By the author's subclass. */
    protected FirewallConformance() {}

    @Override
    final Kind<Firewall> kind() {
        return Firewall.KIND;
    }
}
