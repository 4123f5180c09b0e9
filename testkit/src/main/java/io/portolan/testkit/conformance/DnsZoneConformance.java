package io.portolan.testkit.conformance;

import io.portolan.dns.DnsZone;
import io.portolan.model.Kind;

/** The rules of dns zones. */
public abstract class DnsZoneConformance extends KindConformance<DnsZone> {
    /** By the author's subclass. */
    protected DnsZoneConformance() {}

    @Override
    final Kind<DnsZone> kind() {
        return DnsZone.KIND;
    }
}
