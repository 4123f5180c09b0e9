package io.portolan.baremetal.embedded;

import io.portolan.dns.DnsZone;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.model.Spec;
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import io.portolan.network.Network;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.Value;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import java.util.HashMap;
import java.util.Map;

/** The ids of what is referred to. */
final class Outputs {
    private static final Map<String, Output<NativeId>> IDS = Map.of(
            Network.KIND.name(), Network.ID,
            Firewall.KIND.name(), Firewall.ID,
            Address.KIND.name(), Address.ID,
            LoadBalancer.KIND.name(), LoadBalancer.ID,
            DnsZone.KIND.name(), DnsZone.ID,
            Volume.KIND.name(), Volume.ID,
            Snapshot.KIND.name(), Snapshot.ID);

    private Outputs() {}

    /** The id behind a reference, as an argument. */
    static Value<NativeValue> id(References references, Ref<?> reference) {
        return references.of(reference, idOf(reference)).map(id -> NativeValue.of(id.value()));
    }

    private static Output<NativeId> idOf(Ref<?> reference) {
        Output<NativeId> output = IDS.get(reference.kind().name());
        if (output == null) {
            throw new IllegalArgumentException("nothing refers to a " + reference.kind());
        }
        return output;
    }

    /** How the wanted specs name what they refer to, by its id, as far as it is known. */
    static Map<NativeId, Ref<?>> names(Scope<? extends Spec> scope) {
        Map<NativeId, Ref<?>> names = new HashMap<>();
        for (Spec spec : scope.wanted().values()) {
            for (Ref<?> reference : spec.references()) {
                scope.references()
                        .of(reference, idOf(reference))
                        .now()
                        .ifPresent(id -> names.putIfAbsent(id, reference));
            }
        }
        return names;
    }
}
