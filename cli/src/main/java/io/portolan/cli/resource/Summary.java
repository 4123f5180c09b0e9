package io.portolan.cli.resource;

import io.portolan.cli.terminal.Text;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Cidr;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Spec;
import io.portolan.network.Firewall;
import io.portolan.network.Network;
import io.portolan.spi.driver.Found;
import io.portolan.spi.driver.View;
import io.portolan.volume.Attachment;
import io.portolan.volume.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A resource as it was observed, in a few words. */
public final class Summary {
    private Summary() {}

    /** The words: its id or where it is reached, then what its kind is known by. */
    public static String of(Key key, Found found, Optional<View<?>> view) {
        List<String> words = new ArrayList<>();
        String where = view.map(v -> KnownOutputs.where(key, source(v))).orElse("");
        String id =
                found.parts().keySet().stream().findFirst().map(NativeId::value).orElse("");
        words.add(where.isEmpty() || key.is(DnsZone.KIND) || key.is(Attachment.KIND) ? id : where);
        view.map(View::spec).ifPresent(spec -> words.add(of(spec, where)));
        words.add(found.condition());
        words.removeIf(String::isEmpty);
        return String.join("  ", words);
    }

    private static KnownOutputs.Source source(View<?> view) {
        return new KnownOutputs.Source() {
            @Override
            public <T> Optional<T> get(Key key, Output<T> output) {
                return Optional.ofNullable(view.outputs().get(output)).map(output.type()::cast);
            }
        };
    }

    private static String of(Spec spec, String where) {
        if (spec instanceof Network network) {
            return String.join(
                            ", ", network.cidrs().stream().map(Cidr::toString).toList()) + ", "
                    + Text.count(network.subnets().size(), "subnet");
        }
        if (spec instanceof Firewall firewall) {
            return Text.count(firewall.ingress().size(), "rule");
        }
        if (spec instanceof LoadBalancer balancer) {
            return Text.count(balancer.listeners().size(), "listener");
        }
        if (spec instanceof DnsZone zone) {
            return zone.dnsName().toString();
        }
        if (spec instanceof RecordSet set) {
            return set.name() + " " + set.typeWord();
        }
        if (spec instanceof Volume volume) {
            return volume.size().toString();
        }
        return spec instanceof Attachment attachment
                ? "on " + attachment.instance() + (where.isEmpty() ? "" : " as " + where)
                : "";
    }
}
